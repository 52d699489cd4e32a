package dev.cairn.indexer.care;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// One long work at a time, and how far it has come.
final class Works {
  /// What goes on by itself after something was destroyed.
  static final String WIPING = "wiping";

  private final ReentrantLock one = new ReentrantLock(true);
  private volatile Optional<Care.Work> now = Optional.empty();

  /// Told how far a work has come.
  interface Progressing {
    void at(String step, long done, long total);
  }

  interface Task {
    void run(Progressing progress) throws InterruptedException;
  }

  interface WritingTask {
    void run(Progressing progress) throws IOException;
  }

  Optional<Care.Work> now() {
    return now;
  }

  /// When nothing else goes on.
  void waiting(String name, Task task) throws InterruptedException {
    one.lock();
    try {
      begun(name, task);
    } finally {
      over();
    }
  }

  /// @throws IllegalStateException while another work goes on; a wiping is waited for
  void alone(String name, Task task) throws InterruptedException {
    begin(name);
    try {
      begun(name, task);
    } finally {
      over();
    }
  }

  /// @throws IllegalStateException while another work goes on; a wiping is waited for
  void writing(String name, WritingTask task) throws IOException {
    begin(name);
    try {
      task.run(progressing(name));
    } finally {
      over();
    }
  }

  private void begin(String name) {
    if (!one.tryLock()) {
      // Nobody asked for a wiping to begin just now, so nobody is sent away because of it.
      if (now.filter(work -> work.name().equals(WIPING)).isEmpty())
        throw new IllegalStateException(
            now.map(work -> "There is " + words(work.name()) + " going on; ")
                    .orElse("Other care is going on; ")
                + "try again when it is done.");
      one.lock();
    }
    progressing(name).at(name, 0, 0);
  }

  private static String words(String name) {
    return switch (name) {
      case "verify" -> "a check";
      case "reindex" -> "a building of the index";
      case "compact" -> "a compaction";
      case "backup" -> "a backup";
      default -> "a wiping of what was destroyed";
    };
  }

  private void begun(String name, Task task) throws InterruptedException {
    var progress = progressing(name);
    progress.at(name, 0, 0);
    task.run(progress);
  }

  private Progressing progressing(String name) {
    return (step, done, total) ->
        now = Optional.of(new Care.Work(name, new Care.Progress(step, done, total)));
  }

  private void over() {
    now = Optional.empty();
    one.unlock();
  }
}
