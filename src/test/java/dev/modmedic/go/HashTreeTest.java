package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.modmedic.testing.proxy.FakeKey;
import dev.modmedic.testing.proxy.FakeSumDatabase;
import dev.modmedic.testing.proxy.Reply;
import dev.modmedic.testing.proxy.Site;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HashTreeTest {
  private final FakeSumDatabase database = new FakeSumDatabase(new FakeKey("sum.example.com"));
  private final List<Tile> read = new ArrayList<>();

  @Test
  void leavesAreThoseOfGo() {
    assertThat(TreeHash.ofRecord("hello world"))
        .hasToString("TszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 255, 256, 257, 511, 512, 700, 1_030})
  void everyRecordAndEveryOlderHeadIsFoundInTheTree(int size) throws Exception {
    database.filledUp(size);
    HashTree tree = HashTree.open(head(size), from(database));

    for (int id = 0; id < size; id += 1 + size / 40) {
      tree.check(new SumRecord(id, "filler " + id + "\n", ""));
      assertThat(tree.root(id + 1)).isEqualTo(head(id + 1).hash());
    }
    assertThat(read).doesNotHaveDuplicates();
  }

  @Test
  void anEmptyTreeNeedsNoTile() throws Exception {
    HashTree tree = HashTree.open(new TreeHead(0, TreeHash.none()), from(database));

    assertThat(tree.root(0)).isEqualTo(TreeHash.none());
    assertThat(read).isEmpty();
  }

  @Test
  void aRecordThatTheTreeHasNotIsRefused() throws Exception {
    database.filledUp(300);
    HashTree tree = HashTree.open(head(300), from(database));

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> tree.check(new SumRecord(7, "filler 8\n", "")))
        .withMessage("cannot authenticate record data in server response");
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> tree.check(new SumRecord(300, "filler 300\n", "")))
        .withMessage("cannot validate record 300 in tree of size 300");
  }

  @Test
  void noChangedBitInAnyTileIsTaken() throws Exception {
    database.filledUp(700);
    for (String path : List.of("tile/8/0/000", "tile/8/0/002.p/188", "tile/8/1/000.p/2")) {
      TileSource changed =
          tile -> {
            byte[] bytes = from(database).read(tile);
            if (tile.path().equals(path)) {
              bytes[40] ^= 1;
            }
            return bytes;
          };

      assertThatExceptionOfType(Refused.class)
          .as(path)
          .isThrownBy(
              () -> HashTree.open(head(700), changed).check(new SumRecord(2, "filler 2\n", "")))
          .withMessage("downloaded inconsistent tile");
    }
  }

  @Test
  void tilesOfAnotherSizeAreRefused() {
    database.filledUp(3);
    for (int length : new int[] {0, 31, 64, 128}) {
      assertThatExceptionOfType(Refused.class)
          .isThrownBy(() -> HashTree.open(head(3), tile -> new byte[length]))
          .withMessageStartingWith("TileReader returned bad result slice");
    }
  }

  @Test
  void aTileThatCannotBeHadIsNoVerdict() {
    database.filledUp(3);

    assertThatExceptionOfType(FileNotFoundException.class)
        .isThrownBy(() -> HashTree.open(head(3), from(path -> java.util.Optional.empty())));
  }

  @Test
  void aForkHasAnotherRoot() throws Exception {
    database.filledUp(300);
    FakeSumDatabase fork = new FakeSumDatabase(database.key());
    fork.add("evil.example.com", "v1.0.0", "evil\n");
    fork.filledUp(400);
    TreeHead forked = TreeHead.parse(fork.head(401));

    HashTree tree = HashTree.open(forked, from(fork));

    assertThat(tree.root(300)).isNotEqualTo(head(300).hash());
  }

  private TreeHead head(int size) {
    try {
      return TreeHead.parse(database.head(size));
    } catch (Refused e) {
      throw new AssertionError(e);
    }
  }

  private TileSource from(Site site) {
    return tile -> {
      read.add(tile);
      return site.answer("/" + tile.path())
          .map(Reply::body)
          .orElseThrow(() -> new FileNotFoundException(tile.path()));
    };
  }

  @Test
  void lookupsAreTakenApartAtTheFirstBlankLine() throws Exception {
    SumRecord record =
        SumRecord.parse(
            bytes("5\na.com/b v1.0.0 h1:x=\na.com/b v1.0.0/go.mod h1:y=\n\ntree\n\n\u2014 k s\n"));
    ModuleVersion version = ModuleVersion.parse("a.com/b@v1.0.0").orElseThrow();

    assertThat(record.id()).isEqualTo(5);
    assertThat(record.text()).endsWith("h1:y=\n");
    assertThat(record.note()).isEqualTo("tree\n\n\u2014 k s\n");
    assertThat(record.zipSum(version)).contains("h1:x=");
    assertThat(record.modSum(version)).contains("h1:y=");
    assertThat(record.zipSum(ModuleVersion.parse("a.com/b@v1.0.1").orElseThrow())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "5\n",
        "x\na\n\nb",
        "-1\na\n\nb",
        "5\na\n",
        "5\na\tb\n\nc",
        "\u0665\na\n\nb",
        "99999999999999999999\na\n\nb"
      })
  void otherAnswersAreMalformed(String answer) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> SumRecord.parse(bytes(answer)))
        .withMessage("malformed record data");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "go.sum database tree\n1\n",
        "go.sum database tree\n01\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n",
        "go.sum database tree\n-1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n",
        "go.sum database tree\n1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=",
        "go.sum database tree\n1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0\n",
        "go.sum database tree\n1\nTszz\n",
        "go.sum database trees\n1\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\n"
      })
  void otherTreesAreMalformed(String text) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> TreeHead.parse(text))
        .withMessage("malformed tree note");
  }

  @Test
  void furtherLinesOfATreeAreLeftForLater() throws Exception {
    String text = "go.sum database tree\n9\nTszzRgjTG6xce+z2AG31kAXYKBgQVtCSCE40HmuwBb0=\nmore\n";

    assertThat(TreeHead.parse(text).size()).isEqualTo(9);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
