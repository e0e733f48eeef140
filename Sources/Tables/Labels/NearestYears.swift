/// Years that may have been meant by one that is not there.
public enum NearestYears {
  /// "; nearest are a, b", three at most, or nothing.
  public static func hint(_ year: Int, among years: some Sequence<Int>) -> String {
    let nearest = years.sorted { (abs($0 - year), $0) < (abs($1 - year), $1) }.prefix(3)
    return nearest.isEmpty ? "" : "; nearest are \(nearest.map(String.init).joined(separator: ", "))"
  }
}
