package jforge.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code jforge}. */
@Command(name = "jforge", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
public final class Main implements Runnable {
    /** Parses the arguments, runs, and leaves with the exit code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    @Command(name = "__train", hidden = true)
    void train() {
        Train.run();
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"jforge " + (version == null ? "(unpackaged)" : version)};
        }
    }
}
