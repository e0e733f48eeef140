import BenchmarkHarness
import CommandLineSupport
import Leontief

extension ToolRecord {
  /// This program.
  static var current: ToolRecord {
    let tool = ToolDescription(name: "leontief-bench")
    return ToolRecord(
      name: tool.name, version: tool.version, swift: tool.swift, buildMode: tool.build, program: ELFFile(path: "/proc/self/exe"))
  }
}
