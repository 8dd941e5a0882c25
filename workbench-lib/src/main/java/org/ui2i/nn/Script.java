package org.ui2i.nn;

import ai.djl.ndarray.NDArray;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A part as TorchScript, PyTorch's language for networks that run without the code that built them.
 *
 * <p>Every part that draws images writes itself: next to {@code forward(NDArray)} stands {@code body(Symbol)}, in the same
 * order. So a part is a class, its children are attributes under their own names, equal parts share a class, height, width and
 * batch stay free, and the weights keep the paths that {@link Part#state} gives them, with points for slashes. Recording the
 * engine's calls of one forward instead would need no second text, but it gives one flat list without names, holds the sizes
 * of the recorded images, and needs a recording twin of each array method. That both texts compute the same is tested for each
 * model.
 */
public final class Script {
    private final IdentityHashMap<Part, ScriptClass> classes = new IdentityHashMap<>();
    private final IdentityHashMap<ScriptClass, Instance> instances = new IdentityHashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>(); // a class without its name, to its name
    private final Set<String> functions = new LinkedHashSet<>();
    private final StringBuilder source = new StringBuilder();
    private final Instance root;

    /**
     * A part with its values, an object of the program.
     *
     * @param type name of its class
     * @param tensors its live arrays by name
     * @param children by name; a part that two others share is one instance
     */
    public record Instance(String type, Map<String, NDArray> tensors, Map<String, Instance> children) {}

    /** All networks that take part. */
    private static final class Networks extends Part {
        Networks(Map<String, ? extends Part> networks) {
            networks.forEach(this::child);
        }

        @Override
        public NDArray forward(NDArray x) {
            throw new UnsupportedOperationException("it is written, not computed");
        }
    }

    private Script(
            String name,
            Map<String, ? extends Part> networks,
            List<String> inputs,
            Function<List<Symbol>, Symbol> body) {
        ScriptClass first = new ScriptClass(this, new Networks(networks), name);
        first.define(inputs, body);
        root = instance(first);
    }

    /**
     * Writes networks that work together.
     *
     * @param name of the outermost class
     * @param networks by their names there
     * @param inputs names of the arguments of forward
     * @param body what it computes of them
     * @return the program
     * @throws IllegalArgumentException naming a part that cannot write itself
     */
    public static Script of(
            String name,
            Map<String, ? extends Part> networks,
            List<String> inputs,
            Function<List<Symbol>, Symbol> body) {
        return new Script(name, networks, inputs, body);
    }

    /** A function of the program's own, before all classes; the text is kept once. */
    String function(String name, String text) {
        functions.add(text);
        return "__torch__." + name;
    }

    /** The class of a part, one however often it is used. */
    ScriptClass of(Part part) {
        return classes.computeIfAbsent(
                part, p -> new ScriptClass(this, p, p.getClass().getSimpleName()));
    }

    /** Children first, as TorchScript reads a class only after those that it mentions. */
    private Instance instance(ScriptClass of) {
        Instance made = instances.get(of);
        if (made == null) {
            Map<String, Instance> children = new LinkedHashMap<>();
            of.children().forEach((name, child) -> children.put(name, instance(child)));
            made = new Instance(type(of, children), of.tensors(), children);
            instances.put(of, made);
        }
        return made;
    }

    private String type(ScriptClass of, Map<String, Instance> children) {
        return types.computeIfAbsent(of.text(of.name(), children), text -> {
            long namesakes = types.values().stream()
                    .filter(type -> type.replaceFirst("_\\d+$", "").equals(of.name()))
                    .count();
            String type = namesakes == 0 ? of.name() : of.name() + "_" + (namesakes + 1);
            source.append(of.text(type, children)).append('\n');
            return type;
        });
    }

    /**
     * The program's text.
     *
     * @return TorchScript, as {@code code/__torch__.py} of an archive has it
     */
    public String source() {
        StringBuilder all = new StringBuilder();
        functions.forEach(function -> all.append(function).append('\n'));
        return all.append(source).toString();
    }

    /**
     * The program's values.
     *
     * @return the outermost class's
     */
    public Instance root() {
        return root;
    }
}
