package dev.kenning.search.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

/// What the system said against a file, in words for people instead of the names of exceptions.
final class SystemWords {
  /// A full disk, a used-up quota, a bound on the size of files.
  private static final Pattern NO_ROOM =
      Pattern.compile("No space left|File too large|quota|not enough space");

  private SystemWords() {}

  /// Names the file, if the failure does.
  static String of(IOException failure) {
    String file = failure instanceof FileSystemException named ? named.getFile() : null;
    return file == null ? reason(failure) : file + ": " + reason(failure);
  }

  /// The reason alone, for a sentence that names the file already.
  static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such file or folder";
      case FileAlreadyExistsException _ -> "something that is no folder is in its place";
      case FileSystemException named when named.getReason() != null ->
          withRemedy(named.getReason());
      case IOException other when other.getMessage() != null -> withRemedy(other.getMessage());
      case IOException other -> other.getClass().getSimpleName();
    };
  }

  private static String withRemedy(String reason) {
    return NO_ROOM.matcher(reason).find()
        ? reason
            + ". The disk is full, or a quota or a limit on the size of files is reached: make"
            + " room and run it again, what was done is kept"
        : reason;
  }
}
