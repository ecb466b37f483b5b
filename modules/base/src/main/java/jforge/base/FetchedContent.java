package jforge.base;

import java.util.List;
import jforge.plan.Payload;
import jforge.plan.Value;
import jforge.resource.Answers;

/** Content that the host fetches by itself. */
record FetchedContent(String path, Remote remote) implements FileContent {
    @Override
    public FileDigest question() {
        return new FileDigest(path, remote.checksum().algorithm());
    }

    @Override
    public Value shown() {
        return remote.checksum().shown();
    }

    @Override
    public Value seen(Answers answers) {
        return answers.get(question())
                .map(hex -> new Checksum(remote.checksum().algorithm(), hex).shown())
                .orElse(Value.absent());
    }

    @Override
    public List<Payload> payloads() {
        return remote.payloads();
    }

    @Override
    public String test() {
        return "s=$(" + remote.checksum().program() + " <\"$f\") && [ \"${s%% *}\" = "
                + remote.checksum().hex() + " ]";
    }

    @Override
    public String defined() {
        return remote.function();
    }

    @Override
    public String written() {
        return "fetch";
    }
}
