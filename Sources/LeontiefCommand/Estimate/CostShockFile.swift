import CommandLineSupport
import Leontief

/// Cost shocks in a CSV file with the columns sector,change.
enum CostShockFile {
  static func read(_ path: String) throws -> [CostShock] {
    try LabelledColumnFile.read(path, label: "sector", value: "change").map { line in
      guard let change = CostShock.fraction(line.value) else {
        throw CommandFailure(.badInput, "\(path):\(line.line): '\(line.value)' is no change; write +10% or 0.1")
      }
      return CostShock(sector: line.label, change: change)
    }
  }
}
