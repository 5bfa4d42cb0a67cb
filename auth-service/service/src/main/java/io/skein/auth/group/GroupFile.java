package io.skein.auth.group;

import io.skein.auth.file.ReloadingFile;
import io.skein.spi.error.SkeinException;
import io.skein.spi.error.StandardErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Lines {@code group:user,user}, as Trino's file group provider reads them; reloaded like the password file. */
public final class GroupFile implements Groups {
    private final ReloadingFile<Map<String, Set<String>>> groups;

    public GroupFile(Path file, Duration refreshPeriod) {
        groups = new ReloadingFile<>(file, refreshPeriod, GroupFile::parse);
    }

    @Override
    public Set<String> of(String user) {
        return Set.copyOf(groups.content().getOrDefault(user, Set.of()));
    }

    private static Map<String, Set<String>> parse(List<String> lines) {
        Map<String, Set<String>> groupsByUser = new HashMap<>();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty()) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new SkeinException(
                        StandardErrorCode.CONFIGURATION_INVALID,
                        "Error in group file line " + number + ": expected group:user,user");
            }
            String group = line.substring(0, colon).strip();
            for (String user : line.substring(colon + 1).split(",")) {
                if (!user.isBlank()) {
                    groupsByUser
                            .computeIfAbsent(user.strip(), _ -> new TreeSet<>())
                            .add(group);
                }
            }
        }
        return groupsByUser;
    }
}
