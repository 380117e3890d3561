package dev.kenning.indexer.graph;

import dev.kenning.indexer.graph.Hierarchy.Function;
import dev.kenning.indexer.graph.Hierarchy.Member;
import dev.kenning.indexer.graph.Overloads.Argument;
import dev.kenning.indexer.graph.Overloads.Choice;
import dev.kenning.indexer.link.Expr;
import dev.kenning.indexer.link.FileOutline;
import dev.kenning.indexer.link.LocalVariable;
import dev.kenning.indexer.link.MethodCalls;
import dev.kenning.indexer.link.WrittenType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Tells of each expression of one method which type it has, and of each call which methods it may
/// mean. Every expression is looked at once: lambdas when the call they are passed to is known,
/// since only that tells what they take. One thread.
final class Attribution {
  /// A call and what it means.
  record Site(Expr.Site call, Binding binding) {}

  /// Expressions within each other that are looked at; the stack of a request is not deep.
  private static final int MAX_DEPTH = 500;

  private static final Expr NONE = new Expr.Typed("", List.of());

  private final FileScope file;
  private final IndexedType self;
  private final Map<String, JType.Variable> variables;
  private final Hierarchy hierarchy;
  private final Overloads overloads;
  private final Names names;
  private final IdentityHashMap<Expr, JType> types = new IdentityHashMap<>();
  private final IdentityHashMap<LocalVariable, JType> locals = new IdentityHashMap<>();
  private final IdentityHashMap<Expr.Site, Binding> bindings = new IdentityHashMap<>();
  private int depth;

  Attribution(FileScope.Place place, Hierarchy hierarchy) {
    this.self = place.type();
    this.file = self.file();
    this.variables = self.variables(place.method());
    this.hierarchy = hierarchy;
    this.overloads = new Overloads(hierarchy);
    this.names = new Names(self, hierarchy);
  }

  /// The calls that stand in the method itself, in order.
  ///
  /// @param wanted which of them; what has none of these is not looked at
  List<Site> sites(MethodCalls calls, Predicate<Expr.Site> wanted) {
    List<Site> sites = new ArrayList<>();
    for (Expr root : calls.roots()) {
      List<Expr.Site> found = Sites.of(root).stream().filter(wanted).toList();
      if (!found.isEmpty()) {
        type(root);
        for (Expr.Site site : found) {
          Binding bound = bindings.get(site);
          sites.add(new Site(site, bound == null ? named(site) : bound));
        }
      }
    }
    return sites;
  }

  private static Binding named(Expr.Site site) {
    return switch (site) {
      case Expr.Call call -> new Binding.Named(call.name(), call.arguments().size());
      case Expr.New made ->
          new Binding.Named(WrittenType.simpleName(made.type()), made.arguments().size());
      case Expr.Chain chain -> new Binding.Named("super", chain.arguments().size());
      case Expr.Reference reference -> new Binding.Named(reference.name(), -1);
    };
  }

  private JType resolve(String written) {
    return file.resolve(written, self, variables);
  }

  // --- Types of expressions ---------------------------------------------------------------------

  private JType type(Expr expr) {
    JType known = types.get(expr);
    if (known == null) {
      if (depth >= MAX_DEPTH) {
        return JType.Unknown.TYPE;
      }
      depth++;
      known = tell(expr);
      depth--;
      types.put(expr, known);
    }
    return known;
  }

  private void all(List<Expr> exprs) {
    exprs.forEach(this::type);
  }

  private JType tell(Expr expr) {
    return switch (expr) {
      case Expr.Typed typed -> {
        JType target = resolve(typed.type());
        JType wanted = target instanceof JType.Array array ? array.element() : target;
        typed.parts().forEach(part -> passed(part, wanted));
        yield target;
      }
      case Expr.Local local -> local(local.variable());
      case Expr.Name _, Expr.Member _ ->
          meaning(expr) instanceof Meaning.Value value ? value.type() : JType.Unknown.TYPE;
      case Expr.This own -> names.self(own);
      case Expr.Super above -> names.above(above);
      case Expr.Call call -> call(call);
      case Expr.New made -> made(made);
      case Expr.Chain chain -> chain(chain);
      case Expr.Reference reference -> reference(reference, Optional.empty());
      case Expr.TypeName _ -> JType.Unknown.TYPE;
      case Expr.Element element -> {
        all(element.parts());
        yield type(element.of()) instanceof JType.Array array
            ? array.element()
            : JType.Unknown.TYPE;
      }
      case Expr.Lambda lambda -> {
        lambda(lambda, Optional.empty());
        yield JType.Unknown.TYPE;
      }
      case Expr.Choice choice -> {
        all(choice.parts());
        yield common(choice.options().stream().map(this::type).toList());
      }
      case Expr.Arithmetic sum -> arithmetic(sum);
      case Expr.Same same -> {
        JType first = type(same.first());
        same.parts().forEach(part -> passed(part, first));
        yield first;
      }
    };
  }

  /// Evaluates what is stored, cast or given back as `wanted`.
  private void passed(Expr part, JType wanted) {
    if (types.containsKey(part)) {
      return;
    }
    switch (part) {
      case Expr.Lambda lambda -> {
        types.put(part, JType.Unknown.TYPE);
        lambda(lambda, hierarchy.function(wanted));
      }
      case Expr.Reference reference -> {
        types.put(part, JType.Unknown.TYPE);
        reference(reference, hierarchy.function(wanted));
      }
      case Expr.Choice choice -> {
        all(choice.parts());
        choice.options().forEach(option -> passed(option, wanted));
        type(choice);
      }
      default -> type(part);
    }
  }

  private JType local(LocalVariable variable) {
    JType known = locals.get(variable);
    if (known == null) {
      locals.put(variable, JType.Unknown.TYPE); // should it be told by itself
      known = declared(variable);
      locals.put(variable, known);
    }
    return known;
  }

  private JType declared(LocalVariable variable) {
    Expr source = variable.source();
    return switch (variable.origin()) {
      case DECLARED -> resolve(variable.type());
      case INITIALIZED -> source == null ? JType.Unknown.TYPE : type(source);
      case ITERATED -> source == null ? JType.Unknown.TYPE : elements(type(source));
      case LAMBDA, UNKNOWN -> JType.Unknown.TYPE;
    };
  }

  private JType elements(JType iterable) {
    if (iterable instanceof JType.Array array) {
      return array.element();
    }
    JType.Of wanted = JdkMembers.pinned().of("java.lang.Iterable");
    return hierarchy
        .asClass(iterable)
        .flatMap(type -> hierarchy.as(type, wanted))
        .filter(seen -> seen.arguments().size() == 1)
        .map(seen -> seen.arguments().getFirst())
        .orElse(JType.Unknown.TYPE);
  }

  private Meaning meaning(Expr expr) {
    return switch (expr) {
      case Expr.Name name -> names.of(name.name());
      case Expr.Member member -> names.member(meaning(member.of()), member.name());
      case Expr.TypeName written -> named(written.type());
      default -> new Meaning.Value(type(expr));
    };
  }

  /// Before `::` a field looks like a type.
  private Meaning named(String written) {
    if (written.chars().allMatch(c -> c == '.' || Character.isJavaIdentifierPart(c))) {
      String[] parts = written.split("\\.");
      Meaning meaning = names.of(parts[0]);
      for (int i = 1; i < parts.length; i++) {
        meaning = names.member(meaning, parts[i]);
      }
      if (meaning instanceof Meaning.Value) {
        return meaning;
      }
    }
    return resolve(written) instanceof JType.Of of
        ? new Meaning.Type(of)
        : new Meaning.Value(JType.Unknown.TYPE);
  }

  private JType common(List<JType> options) {
    JType best = JType.Null.TYPE;
    for (JType option : options) {
      if (!option.isKnown()) {
        return JType.Unknown.TYPE;
      }
      if (best instanceof JType.Null || hierarchy.isSubtype(best, option) == Verdict.YES) {
        best = option;
      } else if (!(option instanceof JType.Null)
          && hierarchy.isSubtype(option, best) != Verdict.YES) {
        Optional<JType.Primitive> one = hierarchy.unboxed(best);
        Optional<JType.Primitive> other = hierarchy.unboxed(option);
        if (one.isEmpty() || !one.equals(other)) {
          return JType.Unknown.TYPE;
        }
        best = one.get();
      }
    }
    return best;
  }

  private JType arithmetic(Expr.Arithmetic sum) {
    List<JType> operands = sum.operands().stream().map(this::type).toList();
    boolean text =
        sum.adds()
            && operands.stream()
                .anyMatch(
                    type -> type instanceof JType.Of of && of.name().equals("java.lang.String"));
    if (text) {
      return JdkMembers.pinned().of("java.lang.String");
    }
    JType.Primitive widest = JType.Primitive.INT;
    for (JType operand : operands) {
      Optional<JType.Primitive> inside = hierarchy.unboxed(operand);
      if (inside.isEmpty()) {
        return JType.Unknown.TYPE;
      }
      if (inside.get().equals(JType.Primitive.BOOLEAN)) {
        return JType.Primitive.BOOLEAN;
      }
      if (hierarchy.isSubtype(widest, inside.get()) == Verdict.YES) {
        widest = inside.get();
      }
    }
    return widest;
  }

  // --- Calls ------------------------------------------------------------------------------------

  private List<Argument> arguments(List<Expr> exprs) {
    List<Argument> arguments = new ArrayList<>();
    for (Expr expr : exprs) {
      boolean function = expr instanceof Expr.Lambda || expr instanceof Expr.Reference;
      arguments.add(new Argument(expr, function ? JType.Unknown.TYPE : type(expr)));
    }
    return arguments;
  }

  /// Looks at lambdas that are passed to nobody knows what.
  private JType unbound(List<Argument> arguments) {
    arguments.forEach(argument -> type(argument.expression()));
    return JType.Unknown.TYPE;
  }

  private JType call(Expr.Call call) {
    List<Argument> arguments = arguments(call.arguments());
    if (call.on().isEmpty()) {
      return implied(call, arguments);
    }
    Expr on = call.on().get();
    return switch (meaning(on)) {
      case Meaning.Type type -> bind(call, type.type(), arguments, Optional.empty());
      case Meaning.PackageName _ -> unbound(arguments);
      case Meaning.Value value -> {
        Optional<JType.Of> receiver = hierarchy.asClass(value.type());
        if (receiver.isEmpty()) {
          yield unbound(arguments);
        }
        Optional<TypeSymbol> runs =
            on instanceof Expr.Super
                ? Optional.empty()
                : Optional.ofNullable(receiver.get().symbol());
        JType returned = bind(call, receiver.get(), arguments, runs);
        yield value.type() instanceof JType.Array && call.name().equals("clone")
            ? value.type()
            : returned;
      }
    };
  }

  /// A call without a receiver: of the innermost type that has such a method, or imported.
  private JType implied(Expr.Call call, List<Argument> arguments) {
    boolean sure = true;
    for (IndexedType at = self; at != null; at = at.outer()) {
      JType.Of type = at.asType();
      List<Member> members = hierarchy.members(type, call.name());
      if (!members.isEmpty()) {
        return bind(call, members, type, arguments, Optional.of(at), sure);
      }
      sure &= hierarchy.isComplete(type);
    }
    List<Member> imported = new ArrayList<>();
    for (TypeSymbol owner : file.staticOwners(call.name())) {
      hierarchy.members(Names.raw(owner), call.name()).stream()
          .filter(member -> member.method().traits().isStatic())
          .forEach(imported::add);
    }
    if (imported.isEmpty()) {
      return unbound(arguments);
    }
    boolean all = sure && !file.importsUnknown(call.name());
    return bind(call, imported, self.asType(), arguments, Optional.empty(), all);
  }

  private JType bind(
      Expr.Site site, JType.Of type, List<Argument> arguments, Optional<TypeSymbol> runs) {
    String name = site instanceof Expr.Call call ? call.name() : FileOutline.CONSTRUCTOR;
    List<Member> members = hierarchy.members(type, name);
    return bind(site, members, type, arguments, runs, true);
  }

  private JType bind(
      Expr.Site site,
      List<Member> members,
      JType.Of type,
      List<Argument> arguments,
      Optional<TypeSymbol> runs,
      boolean sure) {
    Choice choice = overloads.choose(members, arguments);
    if (choice.members().isEmpty()) {
      if (type.symbol() == null || !hierarchy.isComplete(type)) {
        return unbound(arguments);
      }
      // some type was told wrong: whatever takes as many arguments may be meant
      choice =
          new Choice(
              members.stream().filter(m -> m.method().takes(arguments.size())).toList(), false);
      if (choice.members().isEmpty()) {
        return unbound(arguments);
      }
    }
    List<MethodSymbol> methods = choice.members().stream().map(Member::method).toList();
    boolean certain = sure && methods.size() == 1 && (choice.fits() || hierarchy.isComplete(type));
    bindings.put(site, new Binding.Bound(methods, certain, runs));
    return returned(choice.members(), arguments);
  }

  /// What one of several methods gives back, if all agree; lambdas are looked at on the way.
  private JType returned(List<Member> members, List<Argument> arguments) {
    Member first = members.getFirst();
    if (members.size() == 1) {
      return returned(first, arguments, List.of());
    }
    List<JType> wanted = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      wanted.add(formal(first, i));
      for (Member other : members) {
        if (!formal(other, i).equals(wanted.get(i))) {
          wanted.set(i, JType.Unknown.TYPE);
        }
      }
      passed(arguments.get(i).expression(), wanted.get(i));
    }
    JType returned = first.method().returned().with(first.variables());
    boolean agree =
        members.stream().allMatch(m -> m.method().returned().with(m.variables()).equals(returned));
    return agree && !(returned instanceof JType.Variable) ? returned : JType.Unknown.TYPE;
  }

  /// @param more variables that the call decides, besides the method's own
  private JType returned(Member member, List<Argument> arguments, List<JType.Variable> more) {
    List<JType.Variable> open = new ArrayList<>(member.method().typeParameters());
    open.addAll(more);
    Inference inference = new Inference(hierarchy, open);
    for (int i = 0; i < arguments.size(); i++) {
      if (!arguments.get(i).isFunction()) {
        inference.match(formal(member, i, arguments), arguments.get(i).type());
      }
    }
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      if (argument.isFunction()) {
        JType formal = formal(member, i);
        types.put(argument.expression(), JType.Unknown.TYPE);
        function(argument.expression(), hierarchy.function(formal), inference);
      }
    }
    return member.method().returned().with(member.variables()).with(inference.known());
  }

  /// An array may be given for a variable number of arguments.
  private static JType formal(Member member, int index, List<Argument> arguments) {
    boolean whole =
        arguments.size() == member.method().parameters().size()
            && arguments.get(index).type() instanceof JType.Array array
            && !(array.element() instanceof JType.Primitive);
    return whole ? member.parameter(index) : formal(member, index);
  }

  private static JType formal(Member member, int index) {
    MethodSymbol method = member.method();
    int last = method.parameters().size() - 1;
    if (!method.traits().isVariable() || index < last || last < 0) {
      return index <= last ? member.parameter(index) : JType.Unknown.TYPE;
    }
    JType variable = member.parameter(last);
    return variable instanceof JType.Array array ? array.element() : variable;
  }

  /// A lambda or reference as an argument: it takes what is known by now, and what it gives back
  /// tells more.
  private void function(Expr expr, Optional<Function> wanted, Inference inference) {
    if (wanted.isEmpty()) {
      functional(expr, Optional.empty());
      return;
    }
    Function open = wanted.get();
    if (expr instanceof Expr.Lambda lambda
        && lambda.parameters().size() == open.parameters().size()) {
      for (int i = 0; i < open.parameters().size(); i++) {
        if (lambda.parameters().get(i).origin() == LocalVariable.Origin.DECLARED) {
          inference.match(open.parameters().get(i), local(lambda.parameters().get(i)));
        }
      }
    }
    Function known =
        new Function(
            open.parameters().stream().map(p -> p.with(inference.known())).toList(),
            open.returned().with(inference.known()));
    inference.match(open.returned(), functional(expr, Optional.of(known)));
  }

  private JType functional(Expr expr, Optional<Function> wanted) {
    return switch (expr) {
      case Expr.Lambda lambda -> lambda(lambda, wanted);
      case Expr.Reference reference -> reference(reference, wanted);
      default -> type(expr);
    };
  }

  /// @return the type of what it gives back
  private JType lambda(Expr.Lambda lambda, Optional<Function> wanted) {
    if (wanted.isPresent() && wanted.get().parameters().size() == lambda.parameters().size()) {
      for (int i = 0; i < lambda.parameters().size(); i++) {
        LocalVariable parameter = lambda.parameters().get(i);
        if (parameter.origin() == LocalVariable.Origin.LAMBDA) {
          locals.put(parameter, wanted.get().parameters().get(i));
        }
      }
    }
    all(lambda.body());
    JType given = wanted.map(Function::returned).orElse(JType.Unknown.TYPE);
    List<JType> results = new ArrayList<>();
    for (Expr result : lambda.results()) {
      passed(result, given);
      results.add(type(result));
    }
    return results.isEmpty() ? JType.Unknown.TYPE : common(results);
  }

  private JType made(Expr.New made) {
    Optional<JType> outer = made.outer().map(this::type);
    List<Argument> arguments = arguments(made.arguments());
    JType type = outer.isPresent() ? inner(outer.get(), made.type()) : resolve(made.type());
    if (!(type instanceof JType.Of of) || of.symbol() == null) {
      unbound(arguments);
      return type;
    }
    TypeSymbol symbol = of.symbol();
    boolean told = !of.arguments().isEmpty() || symbol.parameters().isEmpty();
    JType.Of whole = told ? of : symbol.asType();
    List<Member> constructors = constructors(whole);
    if (constructors.isEmpty()) {
      bindings.put(made, new Binding.Implied());
      unbound(arguments);
      return type;
    }
    Choice choice = overloads.choose(constructors, arguments);
    if (choice.members().isEmpty()) {
      choice =
          new Choice(
              constructors.stream().filter(m -> m.method().takes(arguments.size())).toList(),
              false);
    }
    if (choice.members().isEmpty()) {
      unbound(arguments);
      return type;
    }
    construct(made, choice);
    if (choice.members().size() > 1) {
      returned(choice.members(), arguments);
      return type;
    }
    JType inferred =
        returned(choice.members().getFirst(), arguments, told ? List.of() : symbol.parameters());
    return told ? type : inferred;
  }

  private void construct(Expr.Site site, Choice choice) {
    List<MethodSymbol> methods = choice.members().stream().map(Member::method).toList();
    bindings.put(site, new Binding.Bound(methods, methods.size() == 1, Optional.empty()));
  }

  private List<Member> constructors(JType.Of type) {
    TypeSymbol symbol = type.symbol();
    if (symbol == null) {
      return List.of();
    }
    Map<String, JType> known =
        type.arguments().equals(symbol.parameters()) ? Map.of() : hierarchy.variables(type);
    return symbol.methods(FileOutline.CONSTRUCTOR).stream()
        .map(method -> new Member(method, known))
        .toList();
  }

  private JType inner(JType outer, String written) {
    return hierarchy
        .asClass(outer)
        .flatMap(type -> Optional.ofNullable(type.symbol()))
        .flatMap(symbol -> file.universe().member(symbol, WrittenType.simpleName(written)))
        .<JType>map(Names::raw)
        .orElse(JType.Unknown.TYPE);
  }

  private JType chain(Expr.Chain chain) {
    List<Argument> arguments = arguments(chain.arguments());
    JType owner = chain.self() ? self.asType() : names.above(self);
    if (!(owner instanceof JType.Of of) || of.symbol() == null) {
      return unbound(arguments);
    }
    List<Member> constructors = constructors(of);
    if (constructors.isEmpty()) {
      bindings.put(chain, new Binding.Implied());
      return unbound(arguments);
    }
    Choice choice = overloads.choose(constructors, arguments);
    if (choice.members().isEmpty()) {
      return unbound(arguments);
    }
    construct(chain, choice);
    returned(choice.members(), arguments);
    return JType.Primitive.VOID;
  }

  // --- References -------------------------------------------------------------------------------

  /// @return the type of what it gives back
  private JType reference(Expr.Reference reference, Optional<Function> wanted) {
    Meaning on = meaning(reference.on());
    if (reference.name().equals("new")) {
      return on instanceof Meaning.Type type
          ? made(reference, type.type(), wanted)
          : JType.Unknown.TYPE;
    }
    return switch (on) {
      case Meaning.PackageName _ -> JType.Unknown.TYPE;
      case Meaning.Type type -> handedOn(reference, type.type(), wanted, true);
      case Meaning.Value value ->
          hierarchy
              .asClass(value.type())
              .map(receiver -> handedOn(reference, receiver, wanted, false))
              .orElse(JType.Unknown.TYPE);
    };
  }

  private JType made(Expr.Reference reference, JType.Of type, Optional<Function> wanted) {
    if (type.symbol() == null) {
      return type;
    }
    boolean told = !type.arguments().isEmpty() || type.symbol().parameters().isEmpty();
    List<Member> constructors = constructors(told ? type : type.symbol().asType());
    if (constructors.isEmpty()) {
      bindings.put(reference, new Binding.Implied());
      return type;
    }
    List<Member> fitting = constructors;
    List<Argument> arguments = List.of();
    if (wanted.isPresent()) {
      arguments = given(wanted.get().parameters());
      fitting = overloads.choose(constructors, arguments).members();
    }
    if (fitting.isEmpty()) {
      return type;
    }
    construct(reference, new Choice(fitting, true));
    return fitting.size() == 1 && wanted.isPresent()
        ? returned(fitting.getFirst(), arguments, told ? List.of() : type.symbol().parameters())
        : type;
  }

  private static List<Argument> given(List<JType> types) {
    return types.stream().map(type -> new Argument(NONE, type)).toList();
  }

  private JType handedOn(
      Expr.Reference reference, JType.Of type, Optional<Function> wanted, boolean ofType) {
    List<Member> members = hierarchy.members(type, reference.name());
    if (members.isEmpty()) {
      return JType.Unknown.TYPE;
    }
    Optional<TypeSymbol> runs =
        reference.on() instanceof Expr.Super
            ? Optional.empty()
            : Optional.ofNullable(type.symbol());
    if (wanted.isEmpty()) {
      List<MethodSymbol> methods = members.stream().map(Member::method).toList();
      bindings.put(reference, new Binding.Bound(methods, methods.size() == 1, runs));
      return members.size() == 1
          ? returned(members.getFirst(), List.of(), List.of())
          : JType.Unknown.TYPE;
    }
    List<JType> taken = wanted.get().parameters();
    List<Member> chosen = new ArrayList<>();
    List<Argument> arguments = given(taken);
    if (!ofType) {
      chosen.addAll(overloads.choose(members, arguments).members());
    } else {
      List<Member> statics = members.stream().filter(m -> m.method().traits().isStatic()).toList();
      chosen.addAll(overloads.choose(statics, arguments).members());
      if (!taken.isEmpty()) {
        JType.Of receiver =
            hierarchy.asClass(taken.getFirst()).flatMap(t -> hierarchy.as(t, type)).orElse(type);
        List<Member> instance =
            hierarchy.members(receiver, reference.name()).stream()
                .filter(m -> !m.method().traits().isStatic())
                .toList();
        List<Argument> rest = given(taken.subList(1, taken.size()));
        List<Member> fitting = overloads.choose(instance, rest).members();
        if (chosen.isEmpty()) {
          arguments = rest;
        }
        chosen.addAll(fitting);
      }
    }
    if (chosen.isEmpty()) {
      return JType.Unknown.TYPE;
    }
    List<MethodSymbol> methods = chosen.stream().map(Member::method).toList();
    bindings.put(reference, new Binding.Bound(methods, methods.size() == 1, runs));
    return chosen.size() == 1
        ? returned(chosen.getFirst(), arguments, List.of())
        : JType.Unknown.TYPE;
  }
}
