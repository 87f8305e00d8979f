package dev.modmedic.health;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The newest changes of one workspace in memory, so that many streams cost one look at the
 * database. Whoever follows it names the last position it has, and misses nothing.
 */
public final class EventHub {
  private static final int PAGE = 200;

  private final AnnouncementStore store;
  private final String workspace;
  private final int kept;
  private final ReentrantLock refreshing = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final Deque<Announcement> recent = new ArrayDeque<>();
  private boolean begun;
  // Everything behind low, up to high, is in recent.
  private long low;
  private long high;

  /**
   * @param kept how many changes stay in memory
   */
  public EventHub(AnnouncementStore store, String workspace, int kept) {
    this.store = store;
    this.workspace = workspace;
    this.kept = kept;
  }

  /** Reads what is new, and wakes those who wait for it. */
  public void refresh() {
    refreshing.lock();
    try {
      if (!begun) {
        begin(store.last(workspace));
      }
      List<Announcement> page;
      do {
        page = store.after(workspace, high, PAGE);
        add(page);
      } while (page.size() == PAGE);
    } finally {
      refreshing.unlock();
    }
  }

  private void begin(long position) {
    lock.lock();
    try {
      low = position;
      high = position;
      begun = true;
    } finally {
      lock.unlock();
    }
  }

  private void add(List<Announcement> page) {
    lock.lock();
    try {
      for (Announcement announcement : page) {
        recent.addLast(announcement);
        high = announcement.position();
        if (recent.size() > kept) {
          low = recent.removeFirst().position();
        }
      }
      more.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The position behind which everything is still to come. */
  public long now() {
    lock.lock();
    try {
      if (begun) {
        return high;
      }
    } finally {
      lock.unlock();
    }
    return store.last(workspace);
  }

  /** The last position in memory; 0 before the first look. */
  public long seen() {
    lock.lock();
    try {
      return high;
    } finally {
      lock.unlock();
    }
  }

  /** Where a stream goes on that saw this transition last. */
  public long positionOf(UUID transition) {
    return store.positionOf(workspace, transition);
  }

  /** The next changes behind a position, in order, from memory if they are there. */
  public List<Announcement> after(long position, int limit) {
    lock.lock();
    try {
      if (begun && position >= low) {
        return recent.stream()
            .filter(announcement -> announcement.position() > position)
            .limit(limit)
            .toList();
      }
    } finally {
      lock.unlock();
    }
    return store.after(workspace, position, limit);
  }

  /**
   * Waits until there is something behind a position, or until {@code patience} is over.
   *
   * @return whether there is
   */
  public boolean await(long position, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (high <= position && left > 0) {
        left = more.awaitNanos(left);
      }
      return high > position;
    } finally {
      lock.unlock();
    }
  }
}
