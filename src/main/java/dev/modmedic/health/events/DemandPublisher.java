package dev.modmedic.health.events;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Hands items from a thread of its own to one subscriber, never more than were asked for: nothing
 * piles up. A subscriber that asks for nothing for too long is cut off.
 */
final class DemandPublisher<T> implements Publisher<T> {
  private final Duration patience;
  private final Source<T> source;

  /**
   * @param patience how long an item waits for a slow subscriber
   */
  DemandPublisher(Duration patience, Source<T> source) {
    this.patience = patience;
    this.source = source;
  }

  /** Produces items until it returns or is interrupted. */
  interface Source<T> {
    void run(Sink<T> sink) throws InterruptedException;
  }

  /** Takes items. */
  interface Sink<T> {
    /**
     * Waits until the item is wanted.
     *
     * @return false if the subscriber is too slow or gone; the source is to return then
     */
    boolean put(T item) throws InterruptedException;
  }

  @Override
  public void subscribe(Subscriber<? super T> subscriber) {
    new Stream(subscriber).start();
  }

  private final class Stream implements Subscription, Sink<T> {
    private final Subscriber<? super T> subscriber;
    private final Semaphore wanted = new Semaphore(0);
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Thread thread = Thread.ofVirtual().name("event-stream").unstarted(this::run);

    Stream(Subscriber<? super T> subscriber) {
      this.subscriber = subscriber;
    }

    void start() {
      subscriber.onSubscribe(this);
      thread.start();
    }

    private void run() {
      try {
        source.run(this);
        finish();
      } catch (InterruptedException e) {
        finish();
      } catch (RuntimeException e) {
        if (!cancelled.getAndSet(true)) {
          subscriber.onError(e);
        }
      }
    }

    private void finish() {
      if (!cancelled.getAndSet(true)) {
        subscriber.onComplete();
      }
    }

    @Override
    public boolean put(T item) throws InterruptedException {
      if (cancelled.get() || !wanted.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
      if (cancelled.get()) {
        return false;
      }
      subscriber.onNext(item);
      return true;
    }

    @Override
    public void request(long items) {
      // A semaphore counts to two billion, which at a thousand a second takes weeks.
      int room = Integer.MAX_VALUE - wanted.availablePermits();
      wanted.release((int) Math.min(items, room));
    }

    @Override
    public void cancel() {
      cancelled.set(true);
      thread.interrupt();
    }
  }
}
