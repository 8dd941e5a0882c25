package org.ui2i.tensor;

import static org.ui2i.core.Check.check;
import static org.ui2i.core.Check.present;
import static org.ui2i.core.Check.shown;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What optimizers have in common: a rate that schedules change, and a state of named lists of arrays, one array a
 * parameter, that live as long as the optimizer.
 */
abstract class StatefulOptimizer implements Optimizer {
    private final NDManager manager = Tensors.scope();
    private final Map<String, List<NDArray>> lists = new LinkedHashMap<>();
    private final List<String> moments;
    private final List<String> counts;
    private double rate;

    /** Of each name in {@code moments} there is an array like its parameter, in {@code counts} a number a parameter. */
    StatefulOptimizer(double rate, List<String> moments, List<String> counts) {
        this.rate = rate;
        this.moments = moments;
        this.counts = counts;
    }

    @Override
    public final double learningRate() {
        return rate;
    }

    @Override
    public final void setLearningRate(double rate) {
        this.rate = rate;
    }

    /** The list of that name, made of zeros at its first use. */
    final List<NDArray> zeros(String name, List<NDArray> params) {
        List<NDArray> list = lists.computeIfAbsent(name, n -> {
            List<NDArray> zeros = new ArrayList<>();
            params.forEach(p -> zeros.add(manager.zeros(shape(name, p))));
            return zeros;
        });
        check(list.size() == params.size(), "%d parameters, but the state is of %d", params.size(), list.size());
        return list;
    }

    private Shape shape(String name, NDArray param) {
        return counts.contains(name) ? new Shape() : param.getShape();
    }

    @Override
    public final void checkState(Map<String, NDArray> state, List<NDArray> params) {
        List<String> names = new ArrayList<>(moments);
        names.addAll(counts);
        Set<String> known = new LinkedHashSet<>();
        for (String name : names) {
            for (int i = 0; i < params.size() && !state.isEmpty(); i++) {
                String key = name + "/" + i;
                known.add(key);
                NDArray found = present(
                        state.get(key), "the optimizer's %s is missing: use a checkpoint of these networks", key);
                Shape expected = shape(name, params.get(i));
                check(
                        found.getShape().equals(expected) && found.getDataType() == DataType.FLOAT32,
                        "the optimizer's %s is %s of shape %s, not float32 of shape %s: use a checkpoint of these networks",
                        key,
                        found.getDataType(),
                        found.getShape(),
                        expected);
            }
        }
        state.keySet()
                .forEach(key -> check(
                        known.contains(key),
                        "the optimizer has no %s: use a checkpoint of these networks",
                        shown(key)));
    }

    /** Names are list/index, so that they sort and parse. */
    @Override
    public final Map<String, NDArray> state() {
        Map<String, NDArray> out = new LinkedHashMap<>();
        lists.forEach((name, list) -> {
            for (int i = 0; i < list.size(); i++) {
                out.put(name + "/" + i, list.get(i));
            }
        });
        return out;
    }

    @Override
    public final void load(Map<String, NDArray> arrays) {
        lists.values().forEach(list -> list.forEach(NDArray::close));
        lists.clear();
        Map<String, TreeMap<Integer, NDArray>> sorted = new LinkedHashMap<>();
        arrays.forEach((key, array) -> {
            int slash = key.lastIndexOf('/');
            check(slash > 0, "optimizer state \"%s\" is not named list/index", key);
            int index = Integer.parseInt(key.substring(slash + 1));
            sorted.computeIfAbsent(key.substring(0, slash), k -> new TreeMap<>())
                    .put(index, copy(array));
        });
        sorted.forEach((name, byIndex) -> lists.put(name, new ArrayList<>(byIndex.values())));
    }

    private NDArray copy(NDArray array) {
        NDArray copy = array.duplicate();
        copy.attach(manager);
        return copy;
    }

    @Override
    public final void close() {
        manager.close();
    }
}
