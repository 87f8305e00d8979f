package dev.modmedic.testing.proxy;

import java.util.Optional;

/** What a fake server has. */
public interface Site {
  /**
   * @param path as it was asked for, with bangs for upper case and without percent signs
   * @return empty if there is nothing at that path
   */
  Optional<Reply> answer(String path);

  /** This site below a folder, and another everywhere else. */
  default Site at(String folder, Site elsewhere) {
    return path ->
        path.startsWith(folder + "/")
            ? answer(path.substring(folder.length()))
            : elsewhere.answer(path);
  }
}
