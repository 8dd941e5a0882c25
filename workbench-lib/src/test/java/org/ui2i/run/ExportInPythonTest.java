package org.ui2i.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ui2i.run.ExportCases.run;
import static org.ui2i.run.ExportCases.unlike;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ui2i.nn.Part;
import org.ui2i.run.Export.What;
import org.ui2i.run.Wish.Direction;
import org.ui2i.tensor.Npz;
import org.ui2i.tensor.Tensors;

/**
 * Exports in PyTorch, and PyTorch's own files here. It needs a Python that has PyTorch: that of {@code UI2I_TORCH_PYTHON}, else
 * {@code ./workbench test --long} sets one up in a folder of the build (2.5 GB of downloads: from PyPI, PyTorch for Linux comes
 * with CUDA).
 */
class ExportInPythonTest {
    private static final double CLOSE = 1e-5;
    private static final Path ROOT = Path.of(System.getProperty("ui2i.root"));
    private static String python = "";

    @TempDir
    private Path folder;

    /** How a command ended, and what it said. */
    private record End(int code, String said) {}

    @BeforeAll
    static void findPyTorch() throws IOException, InterruptedException {
        String own = System.getenv("UI2I_TORCH_PYTHON");
        assumeTrue(own != null || Boolean.getBoolean("ui2i.long"), "PyTorch is set up by ./workbench test --long");
        python = own != null
                ? own
                : installed(Path.of(System.getProperty("ui2i.build")).resolve("torch-venv"));
    }

    private static String installed(Path venv) throws IOException, InterruptedException {
        String inside = venv.resolve("bin/python").toString();
        Path requirements = ROOT.resolve("notebooks/requirements-torch.txt");
        if (!Files.exists(venv.resolve("ready"))) {
            String first = System.getenv().getOrDefault("PYTHON", "python3");
            well(call(Map.of(), first, "-m", "venv", "--clear", venv.toString()));
            String[] install = "-m pip install -q --disable-pip-version-check --no-deps -r".split(" ");
            List<String> command = new ArrayList<>(List.of(inside));
            command.addAll(Arrays.asList(install));
            command.add(requirements.toString());
            well(call(Map.of(), command.toArray(String[]::new)));
            Files.writeString(venv.resolve("ready"), "");
        }
        return inside;
    }

    private static End call(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.MINUTES), said);
        return new End(process.exitValue(), said);
    }

    private static String well(End end) {
        assertEquals(0, end.code, end.said);
        return end.said;
    }

    private String script(String what) throws IOException, InterruptedException {
        Path file = folder.resolve("exported.py");
        try (InputStream in = ExportInPythonTest.class.getResourceAsStream("exported.py")) {
            Files.write(file, in.readAllBytes());
        }
        String docs = ROOT.resolve("docs").toString();
        return well(call(Map.of(), python, "-W", "ignore", file.toString(), what, folder.toString(), docs));
    }

    private void write(String name, Record run, What what, Direction direction) throws IOException {
        Export export = Export.of(unlike(name, run), what, direction);
        Path file = folder.resolve(name + "-" + what + "-" + direction + ".pt");
        export.write(file);
        ExportNumbers.write(export, file);
    }

    @Test
    void pythonComputesFromEveryExportWhatTheEngineHereDoes() throws IOException, InterruptedException {
        Map<String, Record> between = new LinkedHashMap<>();
        between.put("unit", ExportCases.UNIT);
        between.put("cyclegan", ExportCases.CYCLE_GAN);
        between.put("munit", ExportCases.MUNIT);
        between.put("dunit", ExportCases.DUNIT);
        Map<String, Record> others = new LinkedHashMap<>();
        others.put("funit", ExportCases.FUNIT);
        others.put("coco-funit", ExportCases.COCO_FUNIT);
        others.put("tunit", ExportCases.TUNIT);
        others.put("pix2pix", ExportCases.PIX2PIX);
        others.put("stargan", ExportCases.STAR_GAN);
        others.put("relgan", ExportCases.REL_GAN);
        Set<String> encode = Set.of("munit", "dunit", "funit", "coco-funit", "tunit");
        for (Map.Entry<String, Record> model : between.entrySet()) {
            for (Direction direction : Direction.values()) {
                write(model.getKey(), model.getValue(), What.GENERATOR, direction);
            }
        }
        for (Map.Entry<String, Record> model : others.entrySet()) {
            write(model.getKey(), model.getValue(), What.GENERATOR, Direction.A2B);
        }
        between.putAll(others);
        for (String model : encode) {
            write(model, between.get(model), What.ENCODER, Direction.A2B);
        }
        List<String> lines = script("compare").lines().toList();
        assertEquals(19, lines.size());
        for (String line : lines) {
            System.out.println("off in Python: " + line.split(" ")[0] + " " + line.split(" ")[1]);
            assertTrue(Double.parseDouble(line.split(" ")[1]) < CLOSE, line);
        }
    }

    @Test
    void weightsHaveTheirPathsAsNamesInPython() throws IOException, InterruptedException {
        write("funit", ExportCases.FUNIT, What.GENERATOR, Direction.A2B);
        String[] line = script("compare").strip().split(" ");
        Part gen = Loaded.funit(ExportCases.FUNIT, unlike("funit", ExportCases.FUNIT));
        Set<String> used = gen.state().keySet().stream()
                .filter(path -> !path.startsWith("class/"))
                .map(path -> "gen." + path.replace('/', '.'))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(used, new TreeSet<>(Arrays.asList(line).subList(2, line.length)));
    }

    @Test
    void networksThatPythonExportedRunHere() throws IOException, InterruptedException {
        script("write");
        for (String name : List.of("scripted", "traced")) {
            try (NDManager scope = Tensors.scope();
                    InputStream in = Files.newInputStream(folder.resolve(name + ".npz"))) {
                Map<String, NDArray> arrays = Npz.read(in, scope);
                NDArray y = run(folder.resolve(name + ".pt"), scope, arrays.get("x"));
                float off = y.sub(arrays.get("y")).abs().max().getFloat();
                System.out.println("off here: " + name + " " + off);
                assertTrue(off < CLOSE, name + " " + off);
            }
        }
    }

    @Test
    void theCheckOfAGpuTellsAgreementDifferenceAndThatThereIsNone() throws IOException, InterruptedException {
        write("unit", ExportCases.UNIT, What.GENERATOR, Direction.A2B);
        String file = folder.resolve("unit-generator-A2B.pt").toString();
        String check = ROOT.resolve("docs/check_cuda.py").toString();
        assertTrue(well(call(Map.of(), python, check, file, "--device", "cpu")).contains("passed: PyTorch"));
        End none = call(Map.of("CUDA_VISIBLE_DEVICES", ""), python, check, file);
        assertEquals(3, none.code, none.said);
        assertTrue(none.said.startsWith("no CUDA device is here: nothing was compared"), none.said);
        write("unit", ExportCases.UNIT, What.GENERATOR, Direction.B2A);
        String other = folder.resolve("unit-generator-B2A.npz").toString();
        End differs = call(Map.of(), python, check, file, "--device", "cpu", "--numbers", other);
        assertEquals(1, differs.code, differs.said);
        assertTrue(differs.said.contains("FAILED"), differs.said);
        End missing = call(Map.of(), python, check, file, "--numbers", "none.npz");
        assertEquals(2, missing.code, missing.said);
    }
}
