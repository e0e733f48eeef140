/// Told how far a long operation has come, and asked whether it should go on.
public struct WorkMonitor: Sendable {
  private let report: @Sendable (Double) -> Bool

  /// `report` is given the fraction of the work that is done, on the thread that called the operation and in rising order.
  /// When it returns false the operation stops.
  public init(_ report: @escaping @Sendable (Double) -> Bool) { self.report = report }

  /// Never asked, never stops.
  public static let none = WorkMonitor { _ in true }

  /// The monitor of one part of a work, for an operation that counts from 0 to 1 itself.
  public func part(_ range: ClosedRange<Double>) -> WorkMonitor {
    WorkMonitor { [report] in report(min(range.lowerBound + $0 * (range.upperBound - range.lowerBound), range.upperBound)) }
  }

  /// Tells the fraction that is done; false when the work is to stop.
  package func allows(_ fraction: Double) -> Bool { report(fraction) }
}
