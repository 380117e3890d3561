package dev.kenning.search.http;

import dev.kenning.search.access.Scope;
import dev.kenning.search.admission.WorkKind;
import dev.kenning.search.http.RouteRule.Body;
import dev.kenning.search.web.WebPage;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Who may do what, all of it on one page. A route that is not here is an administrator's, and a
/// test fails.
final class RouteRules {
  private final Map<String, RouteRule> byRoute = new HashMap<>();

  RouteRules() {
    WebPage.parts().forEach(part -> put("GET", part.path(), RouteRule.free()));
    put("GET", "/healthz", RouteRule.free());
    put("GET", "/readyz", RouteRule.free());
    put("HEAD", "/readyz", RouteRule.free());
    put("GET", "/openapi.json", RouteRule.free());

    put("POST", "/v1/search", RouteRule.of(Scope.SEARCH, WorkKind.SEARCH, Body.JSON).remembering());
    put("POST", "/v1/similar", RouteRule.of(Scope.SEARCH, WorkKind.SIMILAR, Body.JSON));
    put("POST", "/mcp", RouteRule.of(Scope.SEARCH, WorkKind.SEARCH, Body.JSON));
    read("/v1/methods/{id}");
    // following calls is no reading of what is there
    put("GET", "/v1/methods/{id}/callers", RouteRule.of(Scope.SEARCH, WorkKind.SIMILAR, Body.NONE));
    put("GET", "/v1/methods/{id}/callees", RouteRule.of(Scope.SEARCH, WorkKind.SIMILAR, Body.NONE));
    read("/v1/facts");
    read("/v1/repositories");
    read("/v1/repositories/{repository}");
    read("/v1/status");

    write("PUT", "/v1/repositories/{repository}/files/<path>", Body.FILE);
    write("DELETE", "/v1/repositories/{repository}/files/<path>", Body.NONE);
    put(
        "GET",
        "/v1/repositories/{repository}/rejections",
        RouteRule.of(Scope.WRITE, WorkKind.READ, Body.NONE));
    write("POST", "/v1/repositories/{repository}/changes", Body.CHANGES);
    write("POST", "/v1/repositories/{repository}/sync", Body.JSON);
    put("GET", "/v1/jobs/{id}", RouteRule.of(Scope.WRITE, WorkKind.READ, Body.NONE));

    admin("PUT", "/v1/repositories/{repository}", Body.JSON);
    admin("DELETE", "/v1/repositories/{repository}", Body.NONE);
    admin("GET", "/metrics", Body.NONE);
    admin("POST", "/v1/compact", Body.JSON);
    admin("GET", "/v1/generations", Body.NONE);
    admin("POST", "/v1/generations", Body.JSON);
    admin("POST", "/v1/generations/{generation}/publish", Body.JSON);
    admin("POST", "/v1/generations/{generation}/rebuild", Body.JSON);
    admin("DELETE", "/v1/generations/{generation}", Body.NONE);
  }

  /// @param path the pattern, as the route was added
  RouteRule of(String method, String path) {
    return byRoute.getOrDefault(method + " " + path, RouteRule.UNDECLARED);
  }

  /// `GET /v1/status` and so on.
  Set<String> declared() {
    return Set.copyOf(byRoute.keySet());
  }

  private void read(String path) {
    put("GET", path, RouteRule.of(Scope.SEARCH, WorkKind.READ, Body.NONE));
  }

  private void write(String method, String path, Body body) {
    put(method, path, RouteRule.of(Scope.WRITE, WorkKind.WRITE, body));
  }

  private void admin(String method, String path, Body body) {
    put(method, path, RouteRule.of(Scope.ADMIN, WorkKind.ADMIN, body));
  }

  private void put(String method, String path, RouteRule rule) {
    byRoute.put(method + " " + path, rule);
  }
}
