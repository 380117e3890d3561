package dev.kenning.indexer.source;

/// Why a file, or a whole folder, was not taken.
public enum SkipReason {
  /// Not a `.java` file.
  NOT_JAVA(false, "is not Java source"),
  /// `package-info.java` and `module-info.java`.
  NO_METHODS(false, "declares no methods by its nature"),
  /// A `.gitignore` or the work tree's `info/exclude` says so.
  IGNORED(false, "is ignored by git"),
  /// The caller's exclusions say so.
  EXCLUDED(false, "is excluded by the caller"),
  /// Git's own folder.
  GIT_INTERNAL(false, "belongs to git itself"),
  /// Its name, or that of a folder above it, is not valid UTF-8. It could be read, but no answer
  /// could name it, and nobody could find it again by what an answer says.
  NAME_NOT_TEXT(true, "has a name that is not valid UTF-8"),
  /// Larger than the bound.
  TOO_LARGE(true, "is too large"),
  /// Permission, a device error, or gone between listing and reading.
  UNREADABLE(true, "cannot be read"),
  /// A pipe, a socket or a device.
  NOT_A_REGULAR_FILE(true, "is neither a file nor a folder"),
  /// A symbolic link whose target is not below the root.
  LINK_OUTSIDE_ROOT(true, "links to a place outside the root"),
  /// A symbolic link to a folder it lies in.
  LINK_LOOP(true, "links back to a folder it lies in"),
  /// A symbolic link to something that is taken at its own place.
  LINK_TO_TAKEN(false, "links to something that is taken at its own place"),
  /// A symbolic link that leads nowhere.
  LINK_BROKEN(true, "links to nothing"),
  /// An archive entry whose name climbs out of the archive or is not a relative path.
  UNSAFE_ENTRY_NAME(true, "has a name that leads out of the archive"),
  /// A second archive entry of the same name.
  DUPLICATE_ENTRY(true, "appears twice in the archive"),
  /// An archive entry that unpacks to more than it declares, or to a suspicious multiple.
  SUSPICIOUS_COMPRESSION(true, "unpacks to suspiciously more than it holds"),
  /// Folders nested deeper than the bound.
  TOO_DEEP(true, "is nested too deep"),
  /// More entries than the bound.
  TOO_MANY(true, "comes after more files than are taken of one tree");

  private final boolean problem;
  private final String explanation;

  SkipReason(boolean problem, String explanation) {
    this.problem = problem;
    this.explanation = explanation;
  }

  /// Whether a person would want to be told; false for what is skipped by design.
  public boolean isProblem() {
    return problem;
  }

  /// Completes the sentence that begins with the path.
  public String explanation() {
    return explanation;
  }
}
