/// Told how far a long operation has come, and asked whether it should go on.
public struct WorkMonitor: Sendable {
  private let report: @Sendable (Double) -> Bool

  /// `report` is given the fraction of the work that is done, on the thread that called the operation and in rising order.
  /// When it returns false the operation stops.
  public init(_ report: @escaping @Sendable (Double) -> Bool) { self.report = report }

  /// Never asked, never stops.
  public static let none = WorkMonitor { _ in true }

  func allows(_ fraction: Double) -> Bool { report(fraction) }
}
