package dev.modmedic.evidence;

/** Knows by the name of a setting, header or parameter that its value is a secret. */
final class SecretNames {
  /** Secret as the end of any name: {@code CI_JOB_TOKEN}, {@code dbPassword}. */
  private static final String[] ENDINGS = {
    "password",
    "passwd",
    "passphrase",
    "secret",
    "token",
    "apikey",
    "credential",
    "credentials",
    "accesskey",
    "accountkey",
    "privatekey",
    "secretkey",
    "sshkey",
    "api_key",
    "access_key",
    "account_key",
    "private_key",
    "secret_key",
    "signing_key",
    "encryption_key",
    "deploy_key",
    "ssh_key",
    "client_key",
    "subscription_key",
    "signature",
    "extraheader",
    "authorization",
    "auth_key",
    "master_key",
    "functions_key",
    "key_data",
    "keypass",
    "storepass",
    "dockercfg",
    "dockerconfigjson"
  };

  /** Secret when the whole name, or behind a separator: {@code DB_PASS}, but not {@code bypass}. */
  private static final String[] WORDS = {"pass", "pat", "cookie", "creds"};

  /** Secret only behind an underscore or hyphen: {@code PWD} alone is the working directory. */
  private static final String[] PARTS = {"pwd", "auth"};

  /** Secret at the end of the name of an extension header: {@code X-JFrog-Art-Api}. */
  private static final String[] HEADERS = {"_api"};

  private static final String SIGNATURE = "sig";

  /** The last two letters of all of these: hardly a name gets past them. */
  private static final boolean[] LAST_TWO = new boolean[128 * 128];

  static {
    for (String[] names : new String[][] {ENDINGS, WORDS, PARTS, HEADERS, {SIGNATURE}}) {
      for (String name : names) {
        LAST_TWO[lastTwo(name, name.length())] = true;
      }
    }
  }

  private SecretNames() {}

  /** Whether the name in {@code text} from {@code from} to before {@code to} is a secret's. */
  static boolean isSecret(String text, int from, int to) {
    if (to - from < 3 || !LAST_TWO[lastTwo(text, to)]) {
      return false;
    }
    for (String ending : ENDINGS) {
      if (endsWith(text, from, to, ending)) {
        return true;
      }
    }
    for (String word : WORDS) {
      if (endsWith(text, from, to, word) && isPart(text, from, to - word.length(), true)) {
        return true;
      }
    }
    for (String part : PARTS) {
      if (endsWith(text, from, to, part) && isPart(text, from, to - part.length(), false)) {
        return true;
      }
    }
    for (String header : HEADERS) {
      if (folded(text.charAt(from)) == 'x'
          && folded(text.charAt(from + 1)) == '_'
          && endsWith(text, from, to, header)) {
        return true;
      }
    }
    return to - from == 3 && endsWith(text, from, to, SIGNATURE);
  }

  static boolean isSecret(String name) {
    return isSecret(name, 0, name.length());
  }

  private static boolean isPart(String text, int from, int start, boolean alone) {
    return start == from
        ? alone
        : text.charAt(start - 1) == '_'
            || text.charAt(start - 1) == '-'
            || (alone && text.charAt(start - 1) == '.');
  }

  /** Ignores case, and takes a hyphen for an underscore. */
  private static boolean endsWith(String text, int from, int to, String ending) {
    int start = to - ending.length();
    if (start < from) {
      return false;
    }
    for (int i = ending.length() - 1; i >= 0; i--) {
      if (folded(text.charAt(start + i)) != ending.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static char folded(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c == '-' ? '_' : c;
  }

  /** The two characters before {@code to} as one number; 0 when they are none of ASCII. */
  private static int lastTwo(String text, int to) {
    char last = folded(text.charAt(to - 1));
    int both = folded(text.charAt(to - 2)) << 7 | last;
    return last < 128 && both < LAST_TWO.length ? both : 0;
  }
}
