/// How many bursts of runs a sample is the median of.
///
/// What disturbs a shared host lasts for milliseconds: it takes one burst of a quick problem and would take the mean of all. The
/// median is as good a sample of an undisturbed host, and rounds stay the unit that is compared.
public enum Bursts {
  public static let most = 5
  /// The least total of timed seconds in a sample.
  public static let sampleSeconds = 0.01

  /// By the seconds that the first one took: an odd number, one where a single run lasts longer than most disturbances.
  public static func count(first seconds: Double) -> Int {
    if seconds <= 0.02 { return most }
    return seconds <= 0.08 ? 3 : 1
  }

  /// What a sample takes of runs of so many seconds, without restoring inputs.
  public static func seconds(ofRuns seconds: Double) -> Double {
    let burst = max(seconds, sampleSeconds / Double(most))
    return burst * Double(count(first: burst))
  }
}
