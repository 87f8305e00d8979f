package dev.modmedic.go;

import java.io.Serializable;
import java.util.Comparator;

/** Precedence of semantic versions, as golang.org/x/mod/semver compares them. */
final class VersionOrder implements Comparator<Version>, Serializable {
  private static final long serialVersionUID = 1;

  @Override
  public int compare(Version left, Version right) {
    for (int group = 1; group <= 3; group++) {
      int order = compareNumbers(left.part(group), right.part(group));
      if (order != 0) {
        return order;
      }
    }
    return comparePrereleases(left.prerelease(), right.prerelease());
  }

  private static int compareNumbers(String left, String right) {
    String first = left.isEmpty() ? "0" : left;
    String second = right.isEmpty() ? "0" : right;
    int order = Integer.compare(first.length(), second.length());
    return order != 0 ? order : first.compareTo(second);
  }

  private static int comparePrereleases(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    String[] first = left.substring(1).split("\\.", -1);
    String[] second = right.substring(1).split("\\.", -1);
    for (int i = 0; i < Math.min(first.length, second.length); i++) {
      int order = compareIdentifiers(first[i], second[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(first.length, second.length);
  }

  private static int compareIdentifiers(String left, String right) {
    boolean leftNumeric = Letters.allDigits(left);
    boolean rightNumeric = Letters.allDigits(right);
    if (leftNumeric != rightNumeric) {
      return leftNumeric ? -1 : 1;
    }
    return leftNumeric ? compareNumbers(left, right) : left.compareTo(right);
  }
}
