<?php
/**
 * What the newsroom chooses: Settings → Hashiya.
 *
 * @package Hashiya
 */

namespace Hashiya;

defined( 'ABSPATH' ) || exit;

/**
 * One option of this plugin, `hashiya`, and its page.
 */
final class Settings {

	const OPTION   = 'hashiya';
	const DEFAULTS = array(
		'types'     => array( 'post' ),
		'published' => false,
		'glossary'  => '',
		'profile'   => '',
	);
	/** A profile is a few lines. */
	const MOST_BYTES = 20000;
	const FORMAT     = 'hashiya-profile/1';
	const EXAMPLE    = '{"format": "hashiya-profile/1", "checks": {"source-line": true, "anonymous-source": "error"}}';

	public static function register(): void {
		add_action( 'admin_init', array( self::class, 'add_fields' ) );
		add_action( 'admin_menu', array( self::class, 'add_page' ) );
		add_filter( 'plugin_action_links_' . plugin_basename( FILE ), array( self::class, 'add_link' ) );
	}

	/** Everything that was chosen. */
	public static function all(): array {
		return array_merge( self::DEFAULTS, array_intersect_key( (array) get_option( self::OPTION, array() ), self::DEFAULTS ) );
	}

	/** Whether posts of this type are annotated. */
	public static function covers( $type ): bool {
		return in_array( $type, self::all()['types'], true );
	}

	/** What the desk's checks are to go by, or null. */
	public static function profile(): ?object {
		$profile = json_decode( self::all()['profile'] );
		return is_object( $profile ) ? $profile : null;
	}

	/** Types of posts that the block editor writes and that can hold corrections. */
	private static function types(): array {
		$can = static function ( $type ) {
			return 'attachment' !== $type->name && post_type_supports( $type->name, 'editor' );
		};
		return array_filter( get_post_types( array( 'public' => true, 'show_in_rest' => true ), 'objects' ), $can );
	}

	public static function add_page(): void {
		add_options_page( __( 'Hashiya', 'hashiya' ), __( 'Hashiya', 'hashiya' ), 'manage_options', self::OPTION, array( self::class, 'page' ) );
	}

	public static function add_link( array $links ): array {
		$page = admin_url( 'options-general.php?page=' . self::OPTION );
		return array_merge( array( sprintf( '<a href="%s">%s</a>', esc_url( $page ), esc_html__( 'Settings', 'hashiya' ) ) ), $links );
	}

	public static function add_fields(): void {
		$how = array(
			'type'              => 'array',
			'default'           => self::DEFAULTS,
			'sanitize_callback' => array( self::class, 'sanitize' ),
		);
		register_setting( self::OPTION, self::OPTION, $how );
		add_settings_section( 'main', '', '__return_null', self::OPTION );
		$fields = array(
			'types'     => __( 'Annotate', 'hashiya' ),
			'published' => __( 'For readers', 'hashiya' ),
			'glossary'  => __( 'Glossary', 'hashiya' ),
			'profile'   => __( 'House style', 'hashiya' ),
		);
		foreach ( $fields as $name => $label ) {
			$more = in_array( $name, array( 'glossary', 'profile' ), true ) ? array( 'label_for' => "hashiya-$name" ) : array();
			add_settings_field( $name, $label, array( self::class, "field_$name" ), self::OPTION, 'main', $more );
		}
	}

	/** What cannot be taken is told, and stays as it was. */
	public static function sanitize( $value ): array {
		$value = is_array( $value ) ? $value : array();
		$types = array_intersect( (array) ( $value['types'] ?? array() ), array_keys( self::types() ) );
		return array(
			'types'     => array_values( $types ),
			'published' => ! empty( $value['published'] ),
			'glossary'  => esc_url_raw( (string) ( $value['glossary'] ?? '' ), array( 'http', 'https' ) ),
			'profile'   => self::sanitize_profile( trim( (string) ( $value['profile'] ?? '' ) ) ),
		);
	}

	private static function sanitize_profile( string $text ): string {
		$format = strlen( $text ) <= self::MOST_BYTES ? ( json_decode( $text )->format ?? '' ) : '';
		if ( '' === $text || self::FORMAT === $format ) {
			return $text;
		}
		/* translators: %s: the name of a format. */
		$message = sprintf( __( 'House style: this is no JSON object whose "format" is "%s", and stays as it was.', 'hashiya' ), self::FORMAT );
		add_settings_error( self::OPTION, 'invalid-profile', $message );
		return self::all()['profile'];
	}

	public static function page(): void {
		echo '<div class="wrap"><h1>', esc_html( get_admin_page_title() ), '</h1><form method="post" action="options.php">';
		settings_fields( self::OPTION );
		do_settings_sections( self::OPTION );
		submit_button();
		echo '</form></div>';
	}

	public static function field_types(): void {
		echo '<fieldset><legend class="screen-reader-text">', esc_html__( 'Annotate', 'hashiya' ), '</legend>';
		foreach ( self::types() as $type ) {
			self::checkbox( 'types][', $type->name, self::covers( $type->name ), $type->labels->name );
			echo '<br>';
		}
		echo '</fieldset>';
	}

	public static function field_published(): void {
		self::checkbox( 'published', '1', self::all()['published'], __( 'Published posts are annotated for every reader, too', 'hashiya' ) );
	}

	private static function checkbox( string $name, string $value, bool $is_on, string $label ): void {
		printf(
			'<label><input type="checkbox" name="%s[%s]" value="%s"%s> %s</label>',
			esc_attr( self::OPTION ),
			esc_attr( $name ),
			esc_attr( $value ),
			checked( $is_on, true, false ),
			esc_html( $label )
		);
	}

	public static function field_glossary(): void {
		printf(
			'<input type="url" class="regular-text code" dir="ltr" id="hashiya-glossary" name="%s[glossary]" value="%s" aria-describedby="hashiya-glossary-what"><p class="description" id="hashiya-glossary-what">%s</p>',
			esc_attr( self::OPTION ),
			esc_attr( self::all()['glossary'] ),
			esc_html__( 'Address of your list of names, those that are never to be marked among them (CSV or JSON).', 'hashiya' )
		);
	}

	public static function field_profile(): void {
		printf(
			'<textarea class="large-text code" rows="6" dir="ltr" id="hashiya-profile" name="%s[profile]" placeholder="%s" aria-describedby="hashiya-profile-what">%s</textarea><p class="description" id="hashiya-profile-what">%s</p>',
			esc_attr( self::OPTION ),
			esc_attr( self::EXAMPLE ),
			esc_textarea( self::all()['profile'] ),
			esc_html__( 'Your profile for the desk’s checks, a JSON object. Without one the rules of house style are off.', 'hashiya' )
		);
	}
}
