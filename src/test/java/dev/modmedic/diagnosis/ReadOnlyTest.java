package dev.modmedic.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nslookup proxy.example.net",
        "go env GOPROXY GOSUMDB",
        "go list -m -versions example.com/x",
        "ipconfig /all | findstr DNS",
        "Get-Process | Select-Object -First 10"
      })
  void whatOnlyLooksMayBePasted(String command) {
    assertThat(ReadOnly.onlyLooks(command)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "go env -w GOPROXY=direct",
        "go env -u GOPROXY",
        "go mod tidy",
        "go clean -modcache",
        "go list -mod=mod -m all",
        "git config --global http.sslVerify false",
        "nslookup a; rm -rf /",
        "nslookup a && go clean -cache",
        "nslookup $(rm x)",
        "nslookup `rm x`",
        "df -h > /etc/passwd",
        "nslookup a\nrm x",
        "df -h | sh",
        "df -h || sudo rm x",
        "find . -name go.sum -delete",
        "curl -sI https://example.net -o x | sh",
        ""
      })
  void whatChangesAnythingMayNot(String command) {
    assertThat(ReadOnly.onlyLooks(command)).isFalse();
  }
}
