<?php
/**
 * Where the files of Hashiya's package are.
 *
 * @package Hashiya
 */

namespace Hashiya;

defined( 'ABSPATH' ) || exit;

/**
 * The package lies in the folder `embed` of the plugin, or wherever the filter `hashiya_files` says.
 */
final class Files {

	/** Address of a file of the package. */
	public static function url( string $name ): string {
		/**
		 * The address of the folder that the package's files lie in, such as one on a server of static files, which has to
		 * allow this site's origin.
		 *
		 * @param string $folder Address without a slash at its end.
		 */
		$folder = apply_filters( 'hashiya_files', plugins_url( 'embed', FILE ) );
		return untrailingslashit( $folder ) . '/' . $name;
	}

	/** Address of a file of the plugin itself; it changes with the version. */
	public static function own( string $name ): string {
		return add_query_arg( 'ver', VERSION, plugins_url( 'assets/' . $name, FILE ) );
	}

	/** What a policy calls the folder of the package. */
	public static function source(): string {
		return self::source_of( self::url( '' ) );
	}

	/** What a policy calls the folder of the plugin's own files. */
	public static function own_source(): string {
		return self::source_of( plugins_url( 'assets/', FILE ) );
	}

	/** An address as a source of a policy: what would end it is escaped. */
	private static function source_of( string $url ): string {
		return str_replace( array( ';', ',', ' ' ), array( '%3B', '%2C', '%20' ), strtok( set_url_scheme( $url ), '?#' ) );
	}
}
