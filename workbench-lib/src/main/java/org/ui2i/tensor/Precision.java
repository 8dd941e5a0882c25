package org.ui2i.tensor;

import static org.ui2i.core.Check.check;

import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How finely convolutions and linear layers multiply. Weights, gradients, norms, losses and optimizers are float32 always.
 * Like the gradient mode it belongs to a thread, and is set and restored around work.
 */
public enum Precision {
    /** float32 */
    FP32,
    /** float32 rounded to 10 bits of mantissa by the tensor cores of NVIDIA GPUs from Ampere on */
    TF32,
    /** bfloat16: both operands rounded to 7 bits of mantissa, the result float32 again */
    BF16;

    /** Turns TF32 off everywhere, whatever the engine asks for; NVIDIA's libraries read it once. */
    private static final String OFF = "NVIDIA_TF32_OVERRIDE";
    /** Allows TF32 for matrix products; the engine allows it for convolutions anyway. */
    private static final String ON = "TORCH_ALLOW_TF32_CUBLAS_OVERRIDE";

    private static final ThreadLocal<Precision> NOW = ThreadLocal.withInitial(() -> FP32);

    /**
     * Computes in this precision.
     *
     * @param work the computation; gradients of its results are as precise
     * @param <T> its result
     * @return what {@code work} returned
     */
    public <T> T in(Supplier<T> work) {
        Precision before = NOW.get();
        NOW.set(this);
        try {
            return work.get();
        } finally {
            NOW.set(before);
        }
    }

    /** Of this thread. */
    static Precision now() {
        return NOW.get();
    }

    /**
     * Refuses what this process does not compute: TF32 needs a GPU, and environment variables that are read when the engine
     * starts.
     *
     * @throws IllegalArgumentException with what to set
     */
    public void checkHere() {
        checkWith(this == TF32 && Tensors.device().isGpu(), System.getenv());
    }

    void checkWith(boolean gpu, Map<String, String> environment) {
        if (this != TF32) {
            return;
        }
        check(gpu, "precision is tf32, which only a GPU computes, and there is none: use fp32 or bf16");
        String off = environment.getOrDefault(OFF, "unset"), on = environment.getOrDefault(ON, "unset");
        check(
                !off.equals("0") && on.equals("1"),
                "precision is tf32, but %s is %s and %s is %s: unset the first and set the second to 1 before Java starts, as"
                        + " ./workbench train --precision tf32 does",
                OFF,
                off,
                ON,
                on);
    }

    /** As the command line writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
