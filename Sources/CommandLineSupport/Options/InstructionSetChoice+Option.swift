import Leontief

extension InstructionSetChoice {
  /// What `--isa` names, else what the environment asks for. A set that cannot be had ends the command: kernels of another
  /// must not run in its place.
  public init(option: String?) throws(InstructionSetError) {
    if let option { try self.init(option, source: "--isa") } else { self = try .fromEnvironment() }
  }
}
