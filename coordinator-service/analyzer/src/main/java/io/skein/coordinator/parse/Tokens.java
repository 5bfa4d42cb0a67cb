package io.skein.coordinator.parse;

import io.trino.grammar.sql.SqlBaseLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/**
 * A statement's tokens, which can be replaced by others. A token put in stands, for all who ask, where the token stood that it came for: so places in
 * errors remain places in the user's text.
 */
final class Tokens {
    private final List<Piece> pieces;

    private Tokens(List<Piece> pieces) {
        this.pieces = pieces;
    }

    static Tokens of(String text) {
        SqlBaseLexer lexer = new SqlBaseLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        List<Piece> pieces = new ArrayList<>();
        StringBuilder gap = new StringBuilder();
        Token token;
        do {
            token = lexer.nextToken();
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                pieces.add(new Piece(token, gap.toString()));
                gap.setLength(0);
            } else {
                gap.append(token.getText());
            }
        } while (token.getType() != Token.EOF);
        return new Tokens(pieces);
    }

    /** Their number, with the one that stands for the end. */
    int size() {
        return pieces.size();
    }

    /** The token in capital letters; empty before the first one and at the end. */
    String word(int index) {
        if (index < 0 || index >= pieces.size()) {
            return "";
        }
        Token token = pieces.get(index).token();
        return token.getType() == Token.EOF ? "" : token.getText().toUpperCase(Locale.ENGLISH);
    }

    /** The token as it is written. */
    String written(int index) {
        return pieces.get(index).token().getText();
    }

    boolean is(int index, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!word(index + i).equals(words[i])) {
                return false;
            }
        }
        return true;
    }

    boolean isOneOf(int index, Set<String> words) {
        return words.contains(word(index));
    }

    /** Where the bracket that is opened here closes, or -1. */
    int closing(int open) {
        int depth = 0;
        for (int i = open; i < pieces.size(); i++) {
            depth += depthChange(i);
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The bracket around this token, or -1. */
    int opening(int inner) {
        int depth = 0;
        for (int i = inner - 1; i >= 0; i--) {
            depth += depthChange(i);
            if (depth > 0) {
                return i;
            }
        }
        return -1;
    }

    /** The first place of the word outside of brackets opened after {@code from}, before {@code to}; or -1. */
    int find(int from, int to, String word) {
        int depth = 0;
        for (int i = from; i < to; i++) {
            if (depth == 0 && word(i).equals(word)) {
                return i;
            }
            depth += depthChange(i);
        }
        return -1;
    }

    int depthChange(int index) {
        return switch (word(index)) {
            case "(", "[" -> 1;
            case ")", "]" -> -1;
            default -> 0;
        };
    }

    /** Puts the tokens of the text in place of those from the first to before the second place. */
    void replace(int from, int to, String text) {
        Token place = pieces.get(from).token();
        String before = pieces.get(from).gap();
        List<Piece> replacement = new ArrayList<>();
        for (Piece piece : of(text).pieces) {
            if (piece.token().getType() != Token.EOF) {
                CommonToken token = new CommonToken(place);
                token.setType(piece.token().getType());
                token.setText(piece.token().getText());
                replacement.add(new Piece(token, replacement.isEmpty() && !before.isEmpty() ? before : piece.gap()));
            }
        }
        List<Piece> replaced = pieces.subList(from, to);
        replaced.clear();
        replaced.addAll(replacement);
    }

    TokenStream stream() {
        return new CommonTokenStream(
                new ListTokenSource(pieces.stream().map(Piece::token).toList()));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(piece.gap());
            if (piece.token().getType() != Token.EOF) {
                text.append(piece.token().getText());
            }
        }
        return text.toString();
    }

    /** A token and what stands between it and the one before. */
    private record Piece(Token token, String gap) {}
}
