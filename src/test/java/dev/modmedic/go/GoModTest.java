package dev.modmedic.go;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GoModTest {
  @Property
  void rubbishIsReadWithoutComplaint(@ForAll String text) {
    assertThat(GoMod.parse(text).requires()).isNotNull();
  }

  @Test
  void halfLinesAreSkipped() {
    GoMod mod = GoMod.parse("module\nrequire a.com/x\nreplace a =>\nreplace => b\n)\nrequire (\n");

    assertThat(mod.module()).isEmpty();
    assertThat(mod.requires()).isEmpty();
    assertThat(mod.replaces()).isEmpty();
  }

  @Test
  void factsAreReadFromLinesAndBlocks() {
    GoMod mod =
        GoMod.parse(
            """
            // a comment
            module "example.com/m" // main
            go 1.23.0
            toolchain go1.23.4
            require a.com/x v1.0.0
            require (
            \tb.com/y/v2 v2.1.0 // indirect
            \tc.com/z v0.1.0 // indirect; kept
            )
            replace (
            \ta.com/x => ../x
            \tb.com/y/v2 v2.1.0 => d.com/y/v2 v2.1.1
            )
            tool a.com/x/cmd
            """);

    assertThat(mod.module()).isEqualTo("example.com/m");
    assertThat(mod.goLine()).isEqualTo("1.23.0");
    assertThat(mod.toolchainLine()).isEqualTo("go1.23.4");
    assertThat(mod.requires())
        .containsExactly(
            new GoMod.Require("a.com/x", "v1.0.0", false),
            new GoMod.Require("b.com/y/v2", "v2.1.0", true),
            new GoMod.Require("c.com/z", "v0.1.0", true));
    assertThat(mod.replaces())
        .containsExactly(
            new GoMod.Replace("a.com/x", "", "../x", ""),
            new GoMod.Replace("b.com/y/v2", "v2.1.0", "d.com/y/v2", "v2.1.1"));
    assertThat(mod.replaces().getFirst().isLocal()).isTrue();
    assertThat(mod.directives())
        .containsExactly("module", "go", "toolchain", "require", "replace", "tool");
    assertThat(mod.contains("example.com/m/pkg")).isTrue();
    assertThat(mod.contains("example.com/mother")).isFalse();
  }
}
