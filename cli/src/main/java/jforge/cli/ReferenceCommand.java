package jforge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "reference", hidden = true, description = "Writes the reference of all resource types.")
final class ReferenceCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIRECTORY")
    @Nullable Path directory;

    @Override
    public Integer call() throws IOException {
        if (directory == null) {
            throw Trouble.usage("no directory given");
        }
        Files.createDirectories(directory);
        for (Map.Entry<String, String> page : Reference.pages().entrySet()) {
            Files.writeString(directory.resolve(page.getKey()), page.getValue());
        }
        return 0;
    }
}
