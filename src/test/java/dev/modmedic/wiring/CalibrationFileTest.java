package dev.modmedic.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modmedic.diagnosis.Calibration;
import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationFileTest {
  @Test
  void theThreeFiguresAreRead() throws IOException {
    Calibration calibration =
        CalibrationFile.read(new StringReader("perScore=0.8\nperLead=0.25\noffset=-0.1\n"));

    assertThat(calibration).isEqualTo(new Calibration(0.8, 0.25, -0.1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "perScore=1\noffset=0", "perScore=1\nperLead=x\noffset=0", "perScore=NaN"})
  void aFigureThatIsMissingOrNoNumberStopsTheStart(String file) {
    assertThatThrownBy(() -> CalibrationFile.read(new StringReader(file)))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("calibration.properties");
  }
}
