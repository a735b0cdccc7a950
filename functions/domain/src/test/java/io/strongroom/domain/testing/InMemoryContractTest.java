package io.strongroom.domain.testing;

import io.strongroom.domain.port.BlobStore;
import org.junit.jupiter.api.Nested;

/** The implementations in memory keep the contracts they stand in for. */
final class InMemoryContractTest {

  private static final InMemoryMetadata STORE = new InMemoryMetadata();

  private static final MetadataContract.Ports PORTS =
      new MetadataContract.Ports(
          new InMemoryBuckets(STORE),
          new InMemoryObjects(STORE),
          new InMemoryUploads(STORE),
          new InMemoryListings(STORE),
          new InMemoryBlobReferences(STORE));

  @Nested
  final class BucketsTest extends BucketsContract {
    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  final class ObjectsTest extends ObjectsContract {
    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  final class ListingTest extends ListingContract {
    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  final class VersionsTest extends VersionsContract {
    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  final class LocksTest extends LocksContract {
    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  final class VersionListingTest extends VersionListingContract {
    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  final class UploadsTest extends UploadsContract {
    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  final class CompletionTest extends CompletionContract {
    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  final class ContentionTest extends ContentionContract {
    @Override
    protected Ports ports() {
      return PORTS;
    }
  }

  @Nested
  final class BlobsTest extends LocalBlobStoreContract {
    private final InMemoryBlobs blobs = new InMemoryBlobs();

    @Override
    protected BlobStore blobs() {
      return blobs;
    }
  }
}
