package io.strongroom.function.console.page;

import io.strongroom.domain.record.Bucket;
import io.strongroom.function.console.words.CrossOriginWords;
import io.strongroom.function.console.words.EncryptionWords.Fact;
import io.strongroom.function.console.words.LifecycleWords;
import io.strongroom.function.console.words.ReplicationWords;
import io.strongroom.protocol.http.BucketConfiguration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Rules of a bucket that are read and set as one document. */
enum BucketRules {
  CORS(
      BucketConfiguration.CORS,
      "Other sites (CORS)",
      "Which pages of other sites may use the bucket from a browser.",
      bucket -> CrossOriginWords.of(bucket.settings().crossOrigin()),
      """
      <CORSConfiguration>
        <CORSRule>
          <ID>my-site</ID>
          <AllowedOrigin>https://www.example.com</AllowedOrigin>
          <AllowedMethod>GET</AllowedMethod>
          <AllowedMethod>PUT</AllowedMethod>
          <AllowedHeader>*</AllowedHeader>
          <ExposeHeader>ETag</ExposeHeader>
          <MaxAgeSeconds>3600</MaxAgeSeconds>
        </CORSRule>
      </CORSConfiguration>
      """),
  LIFECYCLE(
      BucketConfiguration.LIFECYCLE,
      "Lifecycle",
      "What goes by itself: objects, old versions, uploads that nobody completed.",
      bucket ->
          bucket
              .settings()
              .lifecycle()
              .map(set -> LifecycleWords.of(set.rules()))
              .orElse(List.of()),
      """
      <LifecycleConfiguration>
        <Rule>
          <ID>tidy-up</ID>
          <Filter><Prefix>tmp/</Prefix></Filter>
          <Status>Enabled</Status>
          <Expiration><Days>30</Days></Expiration>
          <AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload>
        </Rule>
      </LifecycleConfiguration>
      """),
  REPLICATION(
      BucketConfiguration.REPLICATION,
      "Replication",
      "What is copied to other buckets. The bucket has to keep versions.",
      bucket -> bucket.settings().replication().map(ReplicationWords::of).orElse(List.of()),
      """
      <ReplicationConfiguration>
        <Role>arn:aws:iam::000000000000:root</Role>
        <Rule>
          <ID>copy-everything</ID>
          <Priority>1</Priority>
          <Filter><Prefix></Prefix></Filter>
          <Status>Enabled</Status>
          <DeleteMarkerReplication><Status>Enabled</Status></DeleteMarkerReplication>
          <Destination><Bucket>arn:aws:s3:::another-bucket</Bucket></Destination>
        </Rule>
      </ReplicationConfiguration>
      """);

  @SuppressWarnings("ImmutableEnumChecker") // An operation is immutable, and says so.
  private final BucketConfiguration configuration;

  private final String title;
  private final String purpose;

  @SuppressWarnings("ImmutableEnumChecker") // A function without a state.
  private final Function<Bucket, List<Fact>> words;

  private final String sample;

  BucketRules(
      BucketConfiguration configuration,
      String title,
      String purpose,
      Function<Bucket, List<Fact>> words,
      String sample) {
    this.configuration = configuration;
    this.title = title;
    this.purpose = purpose;
    this.words = words;
    this.sample = sample;
  }

  /** Empty for a word that means none of them. */
  static Optional<BucketRules> find(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** As it stands in a URL: the sub-resource of the wire. */
  String word() {
    return configuration.subResource();
  }

  BucketConfiguration configuration() {
    return configuration;
  }

  String title() {
    return title;
  }

  String purpose() {
    return purpose;
  }

  /** What is set, in plain words; empty when nothing is. */
  List<Fact> words(Bucket bucket) {
    return words.apply(bucket);
  }

  /** To begin with, for somebody of an account. */
  String sample(String account) {
    return sample.replace("000000000000", account);
  }
}
