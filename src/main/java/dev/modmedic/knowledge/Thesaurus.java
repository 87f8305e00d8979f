package dev.modmedic.knowledge;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says the same thing in the same words, whatever program or language said it. */
final class Thesaurus {
  /** On each line the words to use, and behind the colon those that stand for them. */
  private static final String SAME =
      """
      timeout: timedout timed etimedout zeitüberschreitung délai expiré agotado esgotado таймаут 超时 逾时 タイムアウト
      connection reset: econnreset
      connection refused: econnrefused
      connection: connect connected connecting connexion verbindung conexión conexão соединение подключение 连接 接続
      refused: refuse refuses abgelehnt verweigert refusé refusée rechazada rechazado recusada отказано отклонено 拒绝 拒否
      no such host: enotfound nxdomain
      resolve: resolved resolving resolution resolver lookup dns nslookup auflösen résoudre разрешить 解析
      no space left device: enospc
      space: disk quota speicherplatz espace espacio espaço место 空间 容量
      permission denied: eacces eperm
      permission: permissions privileges berechtigung autorisation permiso permissão разрешение 权限 許可
      denied: deny forbidden unauthorized unauthorised zugriff denegado negado доступ
      too many open files: emfile enfile
      no such file: enoent
      read only file system: erofs
      cannot allocate memory: enomem
      no route host: ehostunreach
      network unreachable: enetunreach
      broken pipe: epipe
      certificate: cert certs certificates certificat zertifikat certificado сертификат 证书 証明書
      tls: ssl x509 https
      missing: miss lacking absent fehlt manquant falta отсутствует 缺少 缺失
      found: find finds finding locate located exist exists existing gefunden trouvé encontrado найден 找不到 未找到
      cannot: cant couldnt unable failed failure fail fails failing impossible 无法 失败 できません
      error: errors fehler erreur errore erro ошибка 错误 错誤 エラー
      not: nicht pas нет не 不 没有 isnt arent wasnt doesnt dont didnt hasnt havent
      authentication: authenticate authenticated auth login credential credentials password username token
      unsupported: incompatible
      version: versions release releases
      directory: dir folder directories
      repository: repo repositories
      invalid: malformed illegal bad wrong unparsable
      unexpected: unknown unrecognized unrecognised undefined undeclared
      checksum: hash sum digest
      mismatch: match differ differs different
      download: downloading downloaded fetch fetching fetched pull get getting
      module: modules
      package: packages
      install: installed installing installer installation
      require: requires required requirement requirements need needs
      old: older oldest outdated obsolete
      new: newer
      """;

  private static final Map<String, List<String>> WORDS = new HashMap<>();
  private static final Map<String, List<String>> IDEOGRAPHS = new HashMap<>();

  static {
    SAME.lines()
        .forEach(line -> {
          int colon = line.indexOf(':');
          List<String> use = List.of(line.substring(0, colon).split(" "));
          for (String word : line.substring(colon + 2).split(" ")) {
            (Words.isIdeograph(word.charAt(0)) ? IDEOGRAPHS : WORDS).put(word, use);
          }
        });
  }

  private Thesaurus() {}

  /** The words to use for a word in small letters; never empty. */
  static List<String> of(String word) {
    List<String> known = WORDS.get(word);
    return known == null ? List.of(stem(word)) : known;
  }

  /** The words to use for what stands anywhere in a run of Chinese or Japanese characters. */
  static Set<String> within(String run) {
    Set<String> found = new LinkedHashSet<>();
    IDEOGRAPHS.forEach((word, use) -> {
      if (run.contains(word)) {
        found.addAll(use);
      }
    });
    return found;
  }

  /** Cuts an English ending off; what is left need not be a word. */
  private static String stem(String word) {
    int length = word.length();
    if (length > 5 && word.endsWith("ing")) {
      return word.substring(0, length - 3);
    }
    if (length > 4 && word.endsWith("ed")) {
      return word.substring(0, length - 2);
    }
    boolean plural = length > 3 && word.endsWith("s") && !word.endsWith("ss");
    return plural ? word.substring(0, length - 1) : word;
  }
}
