package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One part as a TorchScript class: the lines of its forward, and the arrays and children that any lines mention. */
final class ScriptClass {
    /** Names of parts that Python would take for its own. */
    private static final Set<String> KEYWORDS = Set.of("class", "from", "global", "in", "is", "lambda", "pass", "with");

    private final Script script;
    private final Part part;
    private final String name; // as long as no other class has it
    private final Map<String, NDArray> tensors = new LinkedHashMap<>();
    private final Map<String, ScriptClass> children = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private String arguments =
            ""; // of forward; stays empty where lines elsewhere use what is in the part, not the part
    private int results;

    /** Where something is: the class that has it, and how the lines here get there. */
    private record Place(ScriptClass at, String path) {}

    ScriptClass(Script script, Part part, String name) {
        this.script = script;
        this.part = part;
        this.name = name;
    }

    Map<String, NDArray> tensors() {
        return tensors;
    }

    Map<String, ScriptClass> children() {
        return children;
    }

    String name() {
        return name;
    }

    /** Writes forward, unless it is there. */
    void define(List<String> inputs, Function<List<Symbol>, Symbol> body) {
        if (arguments.isEmpty()) {
            arguments = inputs.stream().map(name -> name + ": Tensor").collect(Collectors.joining(", "));
            line("return "
                    + body.apply(
                            inputs.stream().map(name -> new Symbol(this, name)).toList()));
        }
    }

    /** Writes a call of a part in this one; a part without weights is written in place. */
    Symbol call(Part callee, List<String> inputs, List<Symbol> values, Function<List<Symbol>, Symbol> body) {
        if (callee.state().isEmpty()) {
            return body.apply(values);
        }
        Place place = place(p -> p == callee);
        place.at.define(inputs, body);
        String names = values.stream().map(Symbol::toString).collect(Collectors.joining(", "));
        return let(place.path + "forward(" + names + ")");
    }

    /** An array of this part or of one in it. */
    Symbol array(NDArray array) {
        Place place = place(p -> p.nameOf(array) != null);
        String name = String.valueOf(place.at.part.nameOf(array));
        place.at.tensors.put(name, array);
        return new Symbol(this, place.path + name);
    }

    private Place place(Predicate<Part> wanted) {
        Place place = place(wanted, "self.");
        if (place == null) {
            throw new IllegalStateException(name + " writes what is not in it: make it a child");
        }
        return place;
    }

    /** The children on the way down become attributes. */
    private @Nullable Place place(Predicate<Part> wanted, String path) {
        if (wanted.test(part)) {
            return new Place(this, path);
        }
        for (Map.Entry<String, Part> e : part.parts().entrySet()) {
            String name = KEYWORDS.contains(e.getKey()) ? e.getKey() + "_" : e.getKey();
            ScriptClass child = script.of(e.getValue());
            Place place = child.place(wanted, path + name + ".");
            if (place != null) {
                children.put(name, child);
                return place;
            }
        }
        return null;
    }

    /** How lines name a function of the program. */
    String function(String name, String text) {
        return script.function(name, text);
    }

    Symbol let(String expression) {
        Symbol result = new Symbol(this, "h" + results++);
        line(result + " = " + expression);
        return result;
    }

    void line(String line) {
        lines.add(line);
    }

    /**
     * The class.
     *
     * @param type its own name
     * @param instances the children, whose classes are named
     * @return TorchScript
     */
    String text(String type, Map<String, Script.Instance> instances) {
        StringBuilder text = new StringBuilder("class " + type + "(Module):\n");
        text.append("  __parameters__ = ").append(listed(true)).append('\n');
        text.append("  __buffers__ = ").append(listed(false)).append('\n');
        tensors.keySet().forEach(name -> text.append("  ").append(name).append(" : Tensor\n"));
        text.append("  training : bool\n");
        instances.forEach((name, child) -> text.append("  " + name + " : __torch__." + child.type() + "\n"));
        if (!arguments.isEmpty()) {
            text.append("  def forward(self: __torch__." + type + ", " + arguments + ") -> Tensor:\n");
            lines.forEach(line -> text.append("    ").append(line).append('\n'));
        }
        return text.toString();
    }

    private String listed(boolean trained) {
        return tensors.keySet().stream()
                .filter(name -> part.trains(name) == trained)
                .map(name -> "\"" + name + "\", ")
                .collect(Collectors.joining("", "[", "]"));
    }
}
