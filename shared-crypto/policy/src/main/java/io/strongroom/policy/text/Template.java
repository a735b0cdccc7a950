package io.strongroom.policy.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A text of a policy: literal characters, wildcards, and variables. What a variable is replaced by
 * is always literal, so a star in a user's name is no wildcard. Immutable.
 *
 * <p>Source: IAM user guide, "IAM policy elements: Variables and tags".
 */
public final class Template {

  /** A run of characters and wildcards, or a variable. */
  sealed interface Piece {
    record Fixed(List<Integer> tokens) implements Piece {
      public Fixed {
        tokens = List.copyOf(tokens);
      }
    }

    /**
     * @param otherwise what stands for a key that the request does not have
     */
    record Variable(String key, Optional<String> otherwise) implements Piece {}
  }

  private final List<Piece> pieces;
  private final Optional<Wildcard> constant;

  Template(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
    this.constant =
        pieces.stream().allMatch(Piece.Fixed.class::isInstance)
            ? tokens(key -> Optional.empty()).map(Wildcard::new)
            : Optional.empty();
  }

  /**
   * Reads a text.
   *
   * @param variables whether {@code ${…}} means something; otherwise it is literal
   * @throws IllegalArgumentException when a variable is not well-formed
   */
  public static Template parse(String text, boolean variables) {
    return new TemplateReader(text, variables).read();
  }

  /** The keys of the variables in this text. */
  public List<String> keys() {
    return pieces.stream()
        .filter(Piece.Variable.class::isInstance)
        .map(piece -> ((Piece.Variable) piece).key())
        .toList();
  }

  /** Whether {@code text} has the form of this one; false when a variable has no value. */
  public boolean matches(String text, Variables variables) {
    return resolved(variables).map(form -> form.matches(text)).orElse(false);
  }

  /** This text with stars and question marks as characters; empty when a variable has no value. */
  public Optional<String> literal(Variables variables) {
    return resolved(variables).map(Wildcard::text);
  }

  /** Whether a variable here has neither value nor default. */
  public boolean isUnresolved(Variables variables) {
    return resolved(variables).isEmpty();
  }

  /**
   * Cut at the first colons that the policy itself has, those within variables not counted.
   *
   * @param limit the greatest number of parts; the last keeps its colons
   */
  List<Template> split(int limit) {
    List<Template> parts = new ArrayList<>();
    List<Piece> part = new ArrayList<>();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Variable _ -> part.add(piece);
        case Piece.Fixed(List<Integer> tokens) -> {
          int from = 0;
          for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i) == ':' && parts.size() < limit - 1) {
              part.add(new Piece.Fixed(tokens.subList(from, i)));
              parts.add(new Template(part));
              part = new ArrayList<>();
              from = i + 1;
            }
          }
          part.add(new Piece.Fixed(tokens.subList(from, tokens.size())));
        }
      }
    }
    parts.add(new Template(part));
    return parts;
  }

  private Optional<Wildcard> resolved(Variables variables) {
    return constant.isPresent() ? constant : tokens(variables).map(Wildcard::new);
  }

  private Optional<int[]> tokens(Variables variables) {
    IntStream.Builder tokens = IntStream.builder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Fixed(List<Integer> fixed) -> fixed.forEach(tokens::add);
        case Piece.Variable(String key, Optional<String> otherwise) -> {
          Optional<String> value = variables.value(key).or(() -> otherwise);
          if (value.isEmpty()) {
            return Optional.empty();
          }
          value.get().codePoints().forEach(tokens::add);
        }
      }
    }
    return Optional.of(tokens.build().toArray());
  }
}
