import ArgumentParser
import Leontief

/// The options every command has for what it prints and how much memory it takes.
public struct ReportOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Write every figure as JSON to FILE ('-' for stdout).", valueName: "file"))
  public var json: String?

  @Option(help: "Memory this command may take, such as 8G or 512M. Default: what is available.")
  public var memory: ByteCount?

  @Flag(help: "Print nothing but errors (and JSON to stdout when asked).")
  public var quiet = false

  public init() {}

  /// True when text for people goes to stdout.
  public var printsText: Bool { !quiet && json != "-" }

  /// The line that tells what a long command is doing.
  public var progress: StepProgress { StepProgress(quiet: quiet) }

  public var budget: MemoryBudget { MemoryBudget(limit: memory?.bytes ?? HostMemory.current.usable) }
}

/// A number of bytes as people write it.
public struct ByteCount: ExpressibleByArgument, Sendable, Equatable {
  public let bytes: Int

  public init?(argument: String) {
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40]
    var digits = argument.uppercased()
    if digits.hasSuffix("IB") { digits.removeLast(2) } else if digits.hasSuffix("B") { digits.removeLast() }
    let unit = digits.last.flatMap { units[$0] }
    if unit != nil { digits.removeLast() }
    guard let number = Double(digits), number.isFinite, number > 0, number * Double(unit ?? 1) < 0x1p62 else { return nil }
    bytes = Int(number * Double(unit ?? 1))
  }
}
