import Foundation
import Leontief

/// Results for people. Unlike `print`, a full disk or a closed descriptor is an error and not a success without output.
public enum StandardOutput {
  public static func print(_ text: String) throws {
    do {
      try write(text + "\n")
    } catch let error as FileError where error.code == EPIPE {
      // The reader has what it wanted, as with `| head`.
    }
  }

  private static func write(_ text: String) throws {
    var file = try ReplacementFile.standardOutput()
    try file.write(text)
    try file.commit()
  }
}

/// Lines for people that are not results.
public enum StandardError {
  public static func write(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}
