package org.ui2i.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a wrong command line: what is wrong, all at once, and where to read on. */
final class WrongUsage {
    private WrongUsage() {}

    static int answer(ParameterException e) {
        CommandLine command = e.getCommandLine();
        CommandSpec spec = command.getCommandSpec();
        PrintWriter err = command.getErr();
        List<String> missing = e instanceof MissingParameterException ? missing(spec) : List.of();
        String text = missing.isEmpty() ? e.getMessage() : "missing: " + String.join(", ", missing);
        err.println(command.getColorScheme().errorText(Main.printable(String.valueOf(text))));
        if (!spec.subcommands().isEmpty()) {
            command.usage(err); // lists the commands
        } else {
            UnmatchedArgumentException.printSuggestions(e, err);
            err.println("./" + spec.qualifiedName() + " --help explains each option");
        }
        err.flush();
        return spec.exitCodeOnInvalidInput();
    }

    /** Everything that is required and not there; of a group, its choices. */
    private static List<String> missing(CommandSpec spec) {
        List<String> names = new ArrayList<>();
        for (ArgSpec arg : spec.args()) {
            if (arg.group() == null && arg.required() && absent(arg)) {
                names.add(name(arg));
            }
        }
        for (ArgGroupSpec group : spec.argGroups()) {
            if (group.multiplicity().min() > 0 && choices(group).allMatch(WrongUsage::absent)) {
                names.add(choices(group).map(WrongUsage::name).collect(Collectors.joining(" or ")));
            }
        }
        return names;
    }

    private static Stream<ArgSpec> choices(ArgGroupSpec group) {
        return Stream.concat(group.allOptionsNested().stream(), group.allPositionalParametersNested().stream());
    }

    private static boolean absent(ArgSpec arg) {
        return arg.originalStringValues().isEmpty();
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() + "=" + arg.paramLabel() : arg.paramLabel();
    }
}
