package io.strongroom.crypto.rescue;

import io.strongroom.crypto.envelope.PartManifest.Part;
import io.strongroom.crypto.segment.FileInput;
import io.strongroom.crypto.segment.SealedSize;
import io.strongroom.crypto.segment.StreamCommitment;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files whose header names a wanted stream. Several files may name the same one, such as
 * copies and unfinished ones: all are kept, and which is good turns out when they are opened.
 *
 * <p>What cannot be read is told to a listener and passed over. A place may be a symbolic link;
 * under it links to files are read, and links to folders are not entered, as they may lead anywhere
 * and in circles. Pipes, devices and the like are not opened.
 */
final class BlobSearch extends SimpleFileVisitor<Path> {

  private final Map<StreamCommitment, Set<Path>> found = new HashMap<>();
  private final BiConsumer<Path, IOException> unread;
  private int unreadPlaces;

  BlobSearch(List<Part> wanted, BiConsumer<Path, IOException> unread) {
    this.unread = unread;
    wanted.forEach(part -> found.put(part.commitment(), new TreeSet<>()));
  }

  void search(Path place) {
    try {
      Files.walkFileTree(Files.isDirectory(place) ? place.toRealPath() : place, this);
    } catch (IOException e) {
      passOver(place, e);
    }
  }

  /** The files to try for {@code part}: those named by the blob's id first. */
  List<Path> filesOf(Part part) {
    List<Path> files = new ArrayList<>(found.getOrDefault(part.commitment(), Set.of()));
    files.sort(Comparator.comparing(file -> !isNamed(file, part.blobId())));
    return files;
  }

  /** How often something could not be read. */
  int unreadPlaces() {
    return unreadPlaces;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    try {
      BasicFileAttributes target =
          attributes.isSymbolicLink()
              ? Files.readAttributes(file, BasicFileAttributes.class)
              : attributes;
      if (target.isRegularFile() && target.size() > SealedSize.HEADER_BYTES) {
        keepIfWanted(file);
      }
    } catch (IOException e) {
      passOver(file, e);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    passOver(file, e);
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
    if (e != null) {
      passOver(folder, e);
    }
    return FileVisitResult.CONTINUE;
  }

  private void keepIfWanted(Path file) throws IOException {
    byte[] header = new byte[StreamCommitment.BYTES];
    try (FileInput in = FileInput.open(file)) {
      in.readFully(SealedSize.SALT_BYTES, header, 0, header.length);
    }
    Set<Path> files = found.get(StreamCommitment.of(header));
    if (files != null) {
      files.add(file);
    }
  }

  private void passOver(Path place, IOException why) {
    unreadPlaces++;
    unread.accept(place, why);
  }

  private static boolean isNamed(Path file, UUID blobId) {
    Path name = file.getFileName();
    return name != null && name.toString().equalsIgnoreCase(blobId.toString());
  }
}
