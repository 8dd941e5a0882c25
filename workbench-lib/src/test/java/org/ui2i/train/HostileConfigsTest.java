package org.ui2i.train;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ui2i.Damage;
import org.ui2i.FaultCounts;
import org.ui2i.Hostile;
import org.ui2i.models.MunitConfig;

/** Configurations that were damaged or made to harm are read or refused by name; no class of the text's choice is made. */
class HostileConfigsTest {
    private static final MunitConfig CONFIG = MunitConfig.lab();
    private static final List<String> FIELDS =
            List.of("gen.filters", "gan", "weights.gan", "dis", "", "gen..x", "gen.");
    private static final List<String> VALUES = List.of(
            "",
            "~",
            "NaN",
            ".nan",
            ".inf",
            "-1",
            "0",
            "99999999999999999999",
            "1e999",
            "2001-99-99",
            "!!javax.script.ScriptEngineManager []",
            "!!java.net.URLClassLoader [[]]",
            "[1, 2",
            "{a: b}",
            "&a [*a]",
            "&a {x: *a}",
            "&a [&b [*a]]",
            "\u0000",
            "'",
            "true",
            "? [a]",
            "!!binary x",
            "!!float a",
            "!!int 0x",
            "!!set {a, a}",
            "0b",
            "190:20:30",
            "<<: {a: 1}");

    @Test
    void settingsAreTakenOrRefused() {
        Hostile hostile = new Hostile();
        for (String field : FIELDS) {
            for (String value : VALUES) {
                String set = field + "=" + value;
                hostile.tryOut("--set", set, "", () -> Configs.with(CONFIG, List.of(set)));
            }
        }
        read(Configs.toYaml(CONFIG));
        hostile.tryOut("made to harm", "billion laughs", "", () -> read(laughs()));
        hostile.tryOut("made to harm", "10000 levels", "", () -> read("a: " + "[".repeat(10_000)));
        hostile.tryOut("made to harm", "long name", "", () -> read("x".repeat(1_000_000) + ": 1"));
        hostile.tryOut("made to harm", "no key", "", () -> read("~: 1"));
        hostile.tryOut("made to harm", "twice", "", () -> read(Configs.toYaml(CONFIG) + "gan: hinge\n"));
        for (int i = 0; i < FaultCounts.count(200, 2000); i++) {
            String text = Damage.text(Configs.toYaml(CONFIG), VALUES, Damage.random(i));
            hostile.tryOut("damaged", "" + i, "", () -> read(text));
        }
        hostile.report("configurations");
    }

    private static void read(String yaml) {
        Configs.fromYaml(MunitConfig.class, yaml);
    }

    /** 100^10 items by ten references each. */
    private static String laughs() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 20; i++) {
            text.append(String.format("a%d: &a%d [%s*a%d]%n", i, i, ("*a" + (i - 1) + ", ").repeat(9), i - 1));
        }
        return text.toString();
    }
}
