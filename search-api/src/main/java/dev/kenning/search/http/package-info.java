/// How do questions and answers cross the wire? [dev.kenning.search.http.KenningServer] binds
/// Javalin to the routes of version 1; each group of routes is one class that turns a request into
/// a value, calls a collaborator, and writes the value that comes back.
///
/// Read [dev.kenning.search.http.KenningServer], [dev.kenning.search.http.Backend], then
/// `ErrorMapping`, the only place that knows which failure is which status.
///
/// Before each route stands `RequestGate`: who asks (`Callers`), what the route needs
/// (`RouteRules`, one page), and whether there is room.
///
/// Javalin is seen only here. Every response carries its request's id; every error is a problem
/// document; bodies are bounded before they are read. The log never holds a query's text. Requests
/// run on virtual threads.
@NullMarked
package dev.kenning.search.http;

import org.jspecify.annotations.NullMarked;
