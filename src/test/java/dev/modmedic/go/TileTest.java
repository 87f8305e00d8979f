package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class TileTest {
  @Example
  void pathsAreThoseOfTheProtocol() {
    assertThat(new Tile(3, 4, 1_234_067, 1).path()).isEqualTo("tile/3/4/x001/x234/067.p/1");
    assertThat(new Tile(8, 0, 5, 256).path()).isEqualTo("tile/8/0/005");
    assertThat(new Tile(8, -1, 999_999, 256).path()).isEqualTo("tile/8/data/x999/999");
    assertThat(Tile.parse("tile/8/1/x001/067.p/3")).contains(new Tile(8, 1, 1_067, 3));
    assertThat(new Tile(8, 1, 1_067, 3).filled().path()).isEqualTo("tile/8/1/x001/067");
  }

  @Example
  void otherPathsAreNone() {
    assertThat(
            java.util.stream.Stream.of(
                "tile/8/0",
                "tile/8/0/5",
                "tile/8/0/005.p/256",
                "tile/8/0/005.p/0",
                "tile/8/0/005.p/+1",
                "tile/8/0/001/005",
                "tile/8/0/x000/005",
                "tile/31/0/005",
                "tile/0/0/005",
                "tile/8/-1/005",
                "tile/8/0/x999/x999/x999/x999/x999/x999/x999/999",
                "tile/8/0/\u0660\u0660\u0665",
                "elit/8/0/005"))
        .allSatisfy(path -> assertThat(Tile.parse(path)).as(path).isEmpty());
  }

  @Property
  void everyTileIsReadBack(
      @ForAll @IntRange(min = 1, max = 30) int height,
      @ForAll @IntRange(min = -1, max = 60) int level,
      @ForAll @LongRange(min = 0) long index,
      @ForAll @IntRange(min = 0) int anyWidth) {
    var tile = new Tile(height, level, index, 1 + anyWidth % (1 << height));

    assertThat(Tile.parse(tile.path())).contains(tile);
  }

  @Property
  void anyTextIsATileOrNone(
      @ForAll
          @CharRange(from = '0', to = '9')
          @net.jqwik.api.constraints.Chars({'x', '.', 'p', '/', '-'})
          String rest) {
    String path = "tile/8/" + rest;

    assertThat(Tile.parse(path).map(Tile::path).orElse(path)).isEqualTo(path);
  }
}
