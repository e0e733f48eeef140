import Leontief

/// A command that could not do its work: the status to exit with and the one line that says why.
public struct CommandFailure: Error, Equatable {
  public let status: ExitStatus
  public let message: String

  public init(_ status: ExitStatus, _ message: String) {
    self.status = status
    let message = message.replacing("; raise it or use", with: "; raise it (--memory) or use")
      .replacing(", or raise it", with: ", or raise it (--memory)")
    // One line of visible characters, whatever the parts said.
    self.message = message.split(whereSeparator: \.isNewline).joined(separator: " ").unicodeScalars
      .map { $0.properties.generalCategory == .control ? $0.escaped(asASCII: true) : String($0) }.joined()
  }

  /// The failure an error of the library amounts to.
  public init(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as TableReadError: self.init(error.isResourceShortage ? .resources : .badInput, Self.text(error))
    case let error as TableWriteError: self.init(error.isResourceShortage ? .resources : .badInput, Self.text(error))
    case let error as NPYError: self.init(Self.status(of: error), "\(error)")
    case let error as FileError:
      self.init(error.isResourceShortage || error.operation == .write ? .resources : .badInput, "\(error)")
    case let error as ConcordanceError: self.init(.badInput, "\(error)")
    case let error as StudyError: self.init(.badInput, "\(error)")
    case let error as SolverError: self.init(Self.status(of: error), "\(error)")
    case let error as AggregationError: self.init(Self.status(of: error), "\(error)")
    case let error as GenerationError: self.init(Self.status(of: error), "\(error)")
    case let error as ImportShareError: self.init(Self.status(of: error), "\(error)")
    case let error as SupplyUseError: self.init(Self.status(of: error), "\(error)")
    case let error as EstimationError: self.init(Self.status(of: error), "\(error)")
    case let error as InstructionSetError: self.init(Self.status(of: error), "\(error)")
    case let error as MemoryRefusal: self.init(.resources, "\(error)")
    case let error as AllocationError: self.init(.resources, "\(error)")
    default: self.init(.badInput, "\(error)")
    }
  }

  /// The library names the cure; the command names its option.
  private static func text(_ error: TableReadError) -> String {
    switch error {
    case .invalid(_, let finding, _) where finding.kind == .negativeOutput: "\(error) (--allow-negative-output)"
    case .invalid(_, let finding, _) where finding.kind == .rowBalance || finding.kind == .columnBalance:
      "\(error) (correct the table, or mend it with leontief balance)"
    case .memoryLimit: "\(error) (--memory)"
    default: "\(error)"
    }
  }

  private static func text(_ error: TableWriteError) -> String {
    if case .exists(_, let cure) = error, cure.contains("ask to replace it") { "\(error) (--overwrite)" } else { "\(error)" }
  }

  private static func status(of error: InstructionSetError) -> ExitStatus {
    switch error {
    case .unknown: .usage
    case .unavailable: .resources
    }
  }

  private static func status(of error: NPYError) -> ExitStatus {
    switch error {
    case .memory: .resources
    case .file(let error): error.isResourceShortage ? .resources : .badInput
    default: .badInput
    }
  }

  private static func status(of error: SolverError) -> ExitStatus {
    switch error {
    case .output, .coefficientShape, .coefficientNotFinite, .changedMeanwhile, .labels, .rightHandSideShape,
      .rightHandSideNotFinite, .startShape, .startNotFinite,
      .coefficientNegative, .deficitShape, .deficitNotUsable, .deficitDisagrees:
      .badInput
    case .stopped: .interrupted
    case .singular, .singularPattern, .pivotNotPositive, .notProductive, .closedGroup, .notFinite, .notConverged,
      .residualTooLarge, .checkOverflows, .diagnosed:
      .numericalFailure
    case .update(let error): error.isNumerical ? .numericalFailure : .badInput
    case .memory, .allocation, .sparseFactorsTooLarge, .sparseLibraryMissing: .resources
    }
  }

  private static func status(of error: AggregationError) -> ExitStatus {
    switch error {
    case .concordance: .badInput
    case .memory, .allocation: .resources
    }
  }

  private static func status(of error: GenerationError) -> ExitStatus {
    switch error {
    case .tooFewSectors, .tooFewSubregions, .tooManySectors, .parameter: .usage
    case .noSectors, .notFinite, .outputTooSmall, .labels: .badInput
    case .memory, .allocation: .resources
    case .stopped: .interrupted
    }
  }

  private static func status(of error: EstimationError) -> ExitStatus {
    switch error {
    case .study, .noValueAdded, .noFinalDemand, .noOutput, .totalFlows, .noRow, .notMoney, .sector, .noRegion,
      .tablesDiffer, .shockedTwice, .nothingToShock, .satelliteShape, .satelliteNotFinite, .satelliteWithoutOutput:
      .badInput
    case .balancing(let error): status(of: error)
    case .aggregation(let error): status(of: error)
    case .trade(let error): status(of: error)
    case .solver(let error): status(of: error)
    }
  }

  private static func status(of error: ImportShareError) -> ExitStatus {
    switch error {
    case .notTotal, .noFlows, .noImports, .noExports, .importsExceedUses: .badInput
    case .memory, .allocation: .resources
    }
  }

  private static func status(of error: SupplyUseError) -> ExitStatus {
    switch error {
    case .notSquare, .usedButNotMade, .usesButMakesNothing, .negativeOutput, .labels: .badInput
    case .singularMake: .numericalFailure
    case .memory, .allocation: .resources
    }
  }

  private static func status(of error: BalancingError) -> ExitStatus {
    switch error {
    case .negativeCell, .targetNotFinite, .negativeTarget, .nothingToScale, .unreachable, .totalsDiffer, .noProportions,
      .coefficients, .targetsForFinalDemand:
      .badInput
    case .diverged, .notConverged: .numericalFailure
    case .memory, .allocation: .resources
    case .stopped: .interrupted
    }
  }

  private static func status(of error: TradeError) -> ExitStatus {
    switch error {
    case .unknownCountry, .unknownCode, .emptySet: .usage
    case .notMultiRegional, .tooFewCountries, .noFlows, .unknownRegion, .noDefinition: .badInput
    }
  }
}
