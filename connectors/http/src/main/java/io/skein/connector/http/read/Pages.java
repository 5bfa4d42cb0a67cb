package io.skein.connector.http.read;

import io.skein.connector.http.client.HttpErrorCode;
import io.skein.connector.http.client.HttpFailures;
import io.skein.connector.http.client.HttpResponse;
import io.skein.connector.http.client.Links;
import io.skein.connector.http.request.PercentEncoding;
import io.skein.connector.http.table.Paging;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Where the next page is, given one that was read. A page that was read before is refused: it would never end. */
final class Pages {
    private final Paging paging;
    private final HttpFailures failures;
    private final int most;
    private final Set<URI> seen = new HashSet<>();
    private long rowsBefore;

    Pages(Paging paging, HttpFailures failures, int most) {
        this.paging = paging;
        this.failures = failures;
        this.most = most;
    }

    /**
     * @param asked the page's URL before any redirect
     * @param rows how many it had
     */
    Optional<URI> after(URI asked, HttpResponse response, RowReader page, long rows) {
        seen.add(asked);
        rowsBefore += rows;
        Optional<URI> next = next(asked, response, page, rows);
        next.ifPresent(url -> {
            if (seen.contains(url)) {
                throw failures.of(HttpErrorCode.HTTP_BAD_DATA, asked, "leads to a page that was read already");
            }
            if (seen.size() >= most) {
                throw failures.of(
                        HttpErrorCode.HTTP_LIMIT_EXCEEDED,
                        asked,
                        "has more than the " + most + " pages that are read (http.max-pages)");
            }
        });
        return next;
    }

    private Optional<URI> next(URI asked, HttpResponse response, RowReader page, long rows) {
        return switch (paging) {
            case Paging.None _ -> Optional.empty();
            case Paging.LinkHeader _ -> Links.next(response.headers("Link")).map(link -> resolved(response, link));
            case Paging.NextLink _ ->
                page.captured().filter(link -> !link.isEmpty()).map(link -> resolved(response, link));
            case Paging.Cursor(var _, String parameter) ->
                page.captured()
                        .filter(cursor -> !cursor.isEmpty())
                        .map(cursor -> PercentEncoding.replacing(asked, parameter, cursor));
            case Paging.PageNumber(String parameter, long first, Optional<Paging.PageSize> size) ->
                rows > 0 && rows >= size.map(Paging.PageSize::rows).orElse(1L)
                        ? Optional.of(PercentEncoding.replacing(asked, parameter, String.valueOf(first + seen.size())))
                        : Optional.empty();
            case Paging.Offset(String parameter, Paging.PageSize size) ->
                rows >= size.rows()
                        ? Optional.of(PercentEncoding.replacing(asked, parameter, String.valueOf(rowsBefore)))
                        : Optional.empty();
        };
    }

    private URI resolved(HttpResponse response, String link) {
        return Links.resolve(response.url(), link)
                .orElseThrow(() -> failures.of(
                        HttpErrorCode.HTTP_BAD_DATA, response.url(), "has a link to the next page that is no URL"));
    }
}
