package jforge.contract;

import java.util.List;
import jforge.resource.Question;
import jforge.resource.QuestionKind;

/** A question that runs a given piece of shell; nobody reads the answer. */
record Asks(String shell) implements Question<String> {
    @Override
    public QuestionKind<Asks, String> kind() {
        return new Kind();
    }

    @Override
    public String sortKey() {
        return shell;
    }

    private record Kind() implements QuestionKind<Asks, String> {
        @Override
        public String name() {
            return "asks";
        }

        @Override
        public String script(List<Asks> questions) {
            return questions.get(0).shell;
        }

        @Override
        public List<String> read(List<Asks> questions, byte[] frame) {
            return questions.stream().map(Asks::shell).toList();
        }
    }
}
