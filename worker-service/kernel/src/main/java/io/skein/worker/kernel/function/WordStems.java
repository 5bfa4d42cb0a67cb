package io.skein.worker.kernel.function;

import static io.skein.worker.kernel.function.Failures.invalidArgument;
import static io.skein.worker.kernel.function.JavaFunction.TEXT;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.tartarus.snowball.SnowballStemmer;
import org.tartarus.snowball.ext.ArmenianStemmer;
import org.tartarus.snowball.ext.BasqueStemmer;
import org.tartarus.snowball.ext.CatalanStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.EnglishStemmer;
import org.tartarus.snowball.ext.FinnishStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;
import org.tartarus.snowball.ext.GermanStemmer;
import org.tartarus.snowball.ext.HungarianStemmer;
import org.tartarus.snowball.ext.IrishStemmer;
import org.tartarus.snowball.ext.ItalianStemmer;
import org.tartarus.snowball.ext.LithuanianStemmer;
import org.tartarus.snowball.ext.NorwegianStemmer;
import org.tartarus.snowball.ext.PortugueseStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.SpanishStemmer;
import org.tartarus.snowball.ext.SwedishStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/** The stems of words, by the Snowball algorithm of their language. */
final class WordStems {
    private static final Map<String, Supplier<SnowballStemmer>> LANGUAGES = Map.ofEntries(
            Map.entry("ca", CatalanStemmer::new),
            Map.entry("da", DanishStemmer::new),
            Map.entry("de", GermanStemmer::new),
            Map.entry("en", EnglishStemmer::new),
            Map.entry("es", SpanishStemmer::new),
            Map.entry("eu", BasqueStemmer::new),
            Map.entry("fi", FinnishStemmer::new),
            Map.entry("fr", FrenchStemmer::new),
            Map.entry("hu", HungarianStemmer::new),
            Map.entry("hy", ArmenianStemmer::new),
            Map.entry("ir", IrishStemmer::new),
            Map.entry("it", ItalianStemmer::new),
            Map.entry("lt", LithuanianStemmer::new),
            Map.entry("nl", DutchStemmer::new),
            Map.entry("no", NorwegianStemmer::new),
            Map.entry("pt", PortugueseStemmer::new),
            Map.entry("ro", RomanianStemmer::new),
            Map.entry("ru", RussianStemmer::new),
            Map.entry("sv", SwedishStemmer::new),
            Map.entry("tr", TurkishStemmer::new));

    private WordStems() {}

    static List<JavaFunction> all() {
        return List.of(JavaFunction.of("skein_word_stem", TEXT, row -> stem(row.text(0), row.text(1)), TEXT, TEXT));
    }

    private static String stem(String word, String language) {
        Supplier<SnowballStemmer> stemmers = LANGUAGES.get(language);
        if (stemmers == null) {
            throw invalidArgument("Unknown stemmer language: " + language);
        }
        SnowballStemmer stemmer = stemmers.get();
        stemmer.setCurrent(word);
        return stemmer.stem() ? stemmer.getCurrent() : word;
    }
}
