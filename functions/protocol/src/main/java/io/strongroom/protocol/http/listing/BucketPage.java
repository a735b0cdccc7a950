package io.strongroom.protocol.http.listing;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.record.Bucket;
import io.strongroom.protocol.http.QueryParameters;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The buckets of one answer, by name, out of all that the caller has.
 *
 * @param next token of the next page; empty on the last
 */
public record BucketPage(List<Bucket> buckets, Optional<String> next) {

  private static final int MAX_BUCKETS = 10_000;
  private static final String LIMIT = "max-buckets";
  private static final String TOKEN = "continuation-token";

  public BucketPage {
    buckets = List.copyOf(buckets);
  }

  /**
   * Cuts the page that the query asks for.
   *
   * @throws ObjectStoreException InvalidArgument when it asks for none that can be
   */
  public static BucketPage of(QueryParameters query, List<Bucket> all) {
    ListingParameters given = new ListingParameters(query);
    int limit = limit(given);
    String after = after(given);
    String prefix = given.text("prefix");
    List<Bucket> rest =
        all.stream()
            .filter(bucket -> bucket.name().value().startsWith(prefix))
            .filter(bucket -> bucket.name().value().compareTo(after) > 0)
            .filter(
                bucket ->
                    bucket
                        .region()
                        .value()
                        .equals(given.given("bucket-region").orElse(bucket.region().value())))
            .sorted(Comparator.comparing(bucket -> bucket.name().value()))
            .toList();
    if (rest.size() <= limit) {
      return new BucketPage(rest, Optional.empty());
    }
    String last = rest.get(limit - 1).name().value();
    return new BucketPage(rest.subList(0, limit), Optional.of(ContinuationToken.of(last)));
  }

  private static int limit(ListingParameters given) {
    int limit = given.number(LIMIT, MAX_BUCKETS);
    if (limit < 1 || limit > MAX_BUCKETS) {
      throw ListingParameters.invalid(
          "Argument max-buckets must be an integer between 1 and 10000", LIMIT, given.text(LIMIT));
    }
    return limit;
  }

  private static String after(ListingParameters given) {
    return given
        .given(TOKEN)
        .map(
            token ->
                ContinuationToken.parse(token)
                    .orElseThrow(
                        () ->
                            ListingParameters.invalid(
                                "The continuation token is not valid.", TOKEN, token)))
        .orElse("");
  }
}
