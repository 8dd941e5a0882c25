package org.ui2i.eval;

import static org.ui2i.core.Check.check;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.ui2i.core.Budget;
import org.ui2i.train.Configs;

/**
 * What decides a judge's weights up to a machine's rounding.
 *
 * @param config its numbers, with the steps that the budget allows
 * @param classes what it tells apart, sorted
 * @param images real training images
 * @param labels each image's number among the classes
 */
record JudgeTask(Judge.Config config, List<String> classes, Images images, int[] labels) {
    private static final int DIGITS = 8;

    static JudgeTask of(Judge.Config config, Images images, List<String> labels) {
        List<String> classes = labels.stream().distinct().sorted().toList();
        check(classes.size() >= 2, "a judge of the classes %s has nothing to tell apart: give at least two", classes);
        int[] numbers = labels.stream().mapToInt(classes::indexOf).toArray();
        return new JudgeTask(config.withSteps(Budget.steps(config.steps())), classes, images, numbers);
    }

    /** A name that changes with any pixel, label or number: the classes' count and a part of a SHA-256. */
    String key() {
        MessageDigest digest = sha256();
        for (String text : List.of(Configs.toYaml(config), classes.toString(), shape())) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer bytes = ByteBuffer.allocate(images.each() * Float.BYTES + Integer.BYTES);
        for (int i = 0; i < labels.length; i++) {
            bytes.clear();
            bytes.putInt(labels[i]);
            bytes.asFloatBuffer().put(images.values(), i * images.each(), images.each());
            digest.update(bytes.array());
        }
        return classes.size() + "-" + HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private String shape() {
        return images.count() + " " + images.channels() + " " + images.height() + " " + images.width();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }
}
