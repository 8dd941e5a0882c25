package org.ui2i.tensor;

/** IEEE 754 half precision; Java 17 has no conversion of its own (Float.float16ToFloat came with 20). */
public final class Half {
    private Half() {}

    /**
     * The float32 of the same value; exact.
     *
     * @param half the 16 bits
     * @return the value
     */
    public static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >>> 10) & 0x1F;
        int mantissa = half & 0x3FF;
        if (exponent == 0) { // zero or subnormal: mantissa * 2^-24
            float value = mantissa * 0x1.0p-24f;
            return sign == 0 ? value : -value;
        }
        int wide = exponent == 0x1F ? 0xFF : exponent + 112;
        return Float.intBitsToFloat(sign | wide << 23 | mantissa << 13);
    }

    /** Rounds to nearest, ties to even; beyond 65504 becomes infinite. */
    static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7E00);
        }
        if (magnitude < 0x1.0p-14f) { // subnormal: whole multiples of 2^-24
            return (short) (sign | (int) Math.rint(magnitude * 0x1.0p24));
        }
        if (magnitude >= 65520f) {
            return (short) (sign | 0x7C00);
        }
        int rounded = (bits & 0x7FFFFFFF) + 0xFFF + ((bits >>> 13) & 1); // may carry into the exponent, rightly
        return (short) (sign | ((rounded >>> 13) - (112 << 10)));
    }
}
