package org.ui2i;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Does to files what disks, lines and ill will do to them. */
public final class Damage {
    private Damage() {}

    /**
     * A number for a case: of small seeds that follow each other the first draws would be alike.
     *
     * @param number of the case
     * @return its draws
     */
    public static Random random(int number) {
        return new Random((number * 7919L) << 20);
    }

    /**
     * Cuts a file off, or changes some bits of it, or both.
     *
     * @param whole the file
     * @param random decides
     * @return another file
     */
    public static byte[] bytes(byte[] whole, Random random) {
        byte[] bytes = random.nextInt(3) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    /**
     * Changes a text in one or two places: another character, a piece less, a value more, or its end missing.
     *
     * @param whole the text
     * @param values of which one is put in
     * @param random decides
     * @return another text
     */
    public static String text(String whole, List<String> values, Random random) {
        StringBuilder text = new StringBuilder(whole);
        for (int i = random.nextInt(2); i >= 0 && text.length() > 1; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(128));
                case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
                case 2 -> text.insert(at, values.get(random.nextInt(values.size())));
                default -> text.setLength(at + 1);
            }
        }
        return text.toString();
    }
}
