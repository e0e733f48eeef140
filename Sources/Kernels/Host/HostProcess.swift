import CPlatform

/// This process among the host's.
public enum HostProcess {
  /// From now on this process ends with the one that started it, even while it is stopped by a signal.
  ///
  /// False when the parent, of this number unless it is zero, is gone already.
  public static func endWithParent(_ parent: Int32 = 0) -> Bool { cplatform_end_with_parent(Int64(parent)) }
}
