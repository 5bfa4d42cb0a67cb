package io.skein.connector.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ColumnDefinitionTest {
    private static final String TABLE = """
            CREATE TABLE `t``(` (
              `a` int(11) unsigned NOT NULL AUTO_INCREMENT COMMENT 'it''s \\\\, a\\nline',
              `b, c` enum('x y','(') CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'a,\\'b ''(',
              `j` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL COMMENT '' CHECK (json_valid(`j`)),
              `e` varchar(5) DEFAULT NULL CHECK (`e` <> 'it\\'s ('),
              PRIMARY KEY (`a`)
            ) ENGINE=InnoDB COMMENT='`z` int'""";

    private static ColumnDefinition find(String name) {
        return ColumnDefinition.find(TABLE, name).orElseThrow();
    }

    @Test
    void isFoundWhateverIsAroundIt() {
        assertThat(find("`a`"))
                .hasToString("`a` int(11) unsigned NOT NULL AUTO_INCREMENT COMMENT 'it''s \\\\, a\\nline'");
        assertThat(find("`b, c`"))
                .hasToString(
                        "`b, c` enum('x y','(') CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'a,\\'b ''('");
        assertThat(find("`e`")).hasToString("`e` varchar(5) DEFAULT NULL CHECK (`e` <> 'it\\'s (')");
        assertThat(ColumnDefinition.find(TABLE, "`z`")).isEmpty();
    }

    @Test
    void takesAnotherComment() {
        assertThat(find("`a`").withComment(Optional.of("'new'")))
                .hasToString("`a` int(11) unsigned NOT NULL AUTO_INCREMENT COMMENT 'new'");
        assertThat(find("`a`").withComment(Optional.empty()))
                .hasToString("`a` int(11) unsigned NOT NULL AUTO_INCREMENT");
        assertThat(find("`e`").withComment(Optional.of("'new'")))
                .hasToString("`e` varchar(5) DEFAULT NULL COMMENT 'new' CHECK (`e` <> 'it\\'s (')");
    }

    @Test
    void becomesNullable() {
        assertThat(find("`a`").nullable())
                .hasToString("`a` int(11) unsigned NULL AUTO_INCREMENT COMMENT 'it''s \\\\, a\\nline'");
        assertThat(find("`e`").nullable()).isEqualTo(find("`e`"));
    }

    @Test
    void takesAnotherType() {
        assertThat(find("`b, c`").withType("text")).hasToString("`b, c` text NOT NULL DEFAULT 'a,\\'b ''('");
        assertThat(find("`j`").withType("varchar(9)")).hasToString("`j` varchar(9) DEFAULT NULL COMMENT ''");
    }
}
