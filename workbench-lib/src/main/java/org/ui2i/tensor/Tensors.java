package org.ui2i.tensor;

import static org.ui2i.core.Check.check;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import org.jspecify.annotations.Nullable;

/** The engine of this process: its device, its memory scopes, and the way in and out for numbers. */
public final class Tensors {
    private static volatile boolean started;

    /** One engine per process, since DJL allows no second; started when it is first asked for. */
    private static final class Root {
        private static final NDManager MANAGER = start();
    }

    private Tensors() {}

    /**
     * The device all networks and batches live on: {@code UI2I_DEVICE} ({@code cpu}, {@code gpu0}, {@code gpu1}, ...), else
     * the first GPU, else the CPU.
     *
     * @return the device
     */
    public static Device device() {
        return root().getDevice();
    }

    /**
     * The manager that lives as long as the process. Arrays put here are never freed: use {@link #scope} for all that ends.
     *
     * @return the root manager
     */
    public static NDManager root() {
        return Root.MANAGER;
    }

    /**
     * Whether the engine runs. Asking does not start it.
     *
     * @return true once anything here was used
     */
    public static boolean started() {
        return started;
    }

    /**
     * Which engine computes.
     *
     * @return its name and version
     */
    public static String engineVersion() {
        Engine engine = root().getEngine();
        return engine.getEngineName() + " " + engine.getVersion();
    }

    /**
     * How many threads share an operation of the engine.
     *
     * @return at least 1
     */
    public static int threads() {
        root(); // starts the engine
        return JniUtils.getNumThreads();
    }

    /**
     * A scope of memory: closing it frees every array that hangs on it.
     *
     * @return a new manager below {@link #root}
     */
    public static NDManager scope() {
        return root().newSubManager();
    }

    /**
     * Numbers to tensor.
     *
     * @param manager who owns the array
     * @param values in C order
     * @param shape the shape, product = {@code values.length}
     * @return a float32 array
     */
    public static NDArray of(NDManager manager, float[] values, Shape shape) {
        check(values.length == shape.size(), "%d values do not fill shape %s", values.length, shape);
        return manager.create(FloatBuffer.wrap(values), shape, DataType.FLOAT32);
    }

    /**
     * Tensor to numbers.
     *
     * @param x float32, any shape
     * @return its values in C order
     */
    public static float[] floats(NDArray x) {
        return x.toFloatArray();
    }

    private static NDManager start() {
        // Nothing of ours reports usage or downloads a library on its own; a user's own setting wins.
        setUnlessSet("OPT_OUT_TRACKING", "true");
        setUnlessSet("DJL_OFFLINE", "true");
        Engine engine = Engine.getEngine("PyTorch");
        Device device = choose(engine);
        if (device.isGpu()) {
            JniUtils.setBenchmarkCuDNN(true); // batches have one shape: the fastest kernel is looked for once
        }
        NDManager manager = engine.newBaseManager(device);
        started = true;
        return manager;
    }

    private static void setUnlessSet(String name, String value) {
        if (System.getenv(name) == null && System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }

    private static Device choose(Engine engine) {
        String wish = setting();
        if (wish == null || wish.isBlank()) {
            return engine.getGpuCount() > 0 ? Device.gpu() : Device.cpu();
        }
        check(
                wish.matches("cpu|gpu\\d*"),
                "UI2I_DEVICE is \"%s\": use cpu, gpu or gpu0, gpu1, ... (%d GPUs found)",
                wish,
                engine.getGpuCount());
        if (wish.equals("cpu")) {
            return Device.cpu();
        }
        int id = wish.length() == 3 ? 0 : Integer.parseInt(wish.substring(3));
        check(
                id < engine.getGpuCount(),
                "UI2I_DEVICE is \"%s\" but the engine sees %d GPUs: unset it to use the CPU",
                wish,
                engine.getGpuCount());
        return Device.gpu(id);
    }

    private static @Nullable String setting() {
        String property = System.getProperty("UI2I_DEVICE");
        return property != null ? property : System.getenv("UI2I_DEVICE");
    }
}
