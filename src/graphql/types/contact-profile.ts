import type { AllowedContact } from '../../domain/contact.ts';
import { type ContactProfile, displayNameOf } from '../../domain/contact-profile.ts';
import { type ContactType, toContactType } from '../../domain/contact-type.ts';
import { contactProfileId } from '../../domain/opaque-id.ts';
import type { Builder } from '../schema/builder.ts';
import type { TypeRefs } from '../schema/type-refs.ts';
import type { Enums } from './enums.ts';
import { fromEndpoint, type LoadFor, readStatus, SEMANTIC_NON_NULL } from './from-endpoint.ts';
import { PERSON_TAG } from './person-tag.ts';

/** The types of profiles, and the fields of Contact that show one. */
export function addContactProfile(builder: Builder, types: TypeRefs, enums: Enums): void {
  const { CompanyProfile, Contact, ContactAddress, ContactPhoneNumber, ContactProfile, VitecStatus } = types;
  const { DeceasedEstateProfile, OtherContactProfile, PersonProfile } = types;
  const typeNames: Readonly<Record<ContactType, string>> = {
    PERSON: 'PersonProfile',
    COMPANY: 'CompanyProfile',
    DECEASED_ESTATE: 'DeceasedEstateProfile',
    OTHER: 'OtherContactProfile',
  };

  builder.interfaceType(ContactProfile, {
    description: 'Kontaktuppgifter. Who a contact is; personal numbers, dates of birth and notes are never in it.',
    directives: [PERSON_TAG],
    resolveType: ({ typeCode }) => typeNames[toContactType(typeCode)],
    fields: (t) => ({
      id: t.id({ description: 'Opaque; the same for the same contact.', resolve: contactProfileId }),
      type: t.field({
        type: enums.ContactType,
        description: 'Person, företag eller dödsbo. The type of the contact.',
        resolve: ({ typeCode }) => toContactType(typeCode),
      }),
      displayName: t.string({ nullable: true, description: 'Namn. The name to show; null where Vitec has none.', resolve: displayNameOf }),
      address: t.field({
        type: ContactAddress,
        nullable: true,
        description: 'Postadress. Postal address; null where Vitec has none.',
        resolve: ({ address }) => address,
      }),
      emailAddresses: t.stringList({
        description: "E-postadresser. E-mail addresses, in Vitec's order.",
        resolve: ({ emailAddresses }) => [...emailAddresses],
      }),
      phoneNumbers: t.field({
        type: [ContactPhoneNumber],
        description: 'Telefonnummer. Telephone numbers, the mobile first, each once.',
        resolve: ({ phoneNumbers }) => [...phoneNumbers],
      }),
      advertisingEnabled: t.exposeBoolean('advertisingEnabled', {
        nullable: true,
        description: 'Reklamutskick tillåts. Whether advertising may be sent; null where Vitec does not say.',
      }),
      categories: t.stringList({
        description: 'Kategorier. The categories that the office has put the contact in.',
        resolve: ({ categories }) => [...categories],
      }),
      agentId: t.exposeID('agentId', { nullable: true, description: "Ansvarig mäklare. Vitec's user id of the responsible agent." }),
      createdAt: t.expose('createdAt', { type: 'DateTime', nullable: true, description: 'Skapad. When the contact was added.' }),
      changedAt: t.expose('changedAt', { type: 'DateTime', nullable: true, description: 'Ändrad. When the contact was last changed.' }),
    }),
  });

  builder.objectType(PersonProfile, {
    description: 'Person. The profile of a person.',
    interfaces: [ContactProfile],
    directives: [PERSON_TAG],
    fields: (t) => ({
      firstName: t.exposeString('firstName', { nullable: true, description: 'Förnamn. First name.' }),
      lastName: t.exposeString('lastName', { nullable: true, description: 'Efternamn. Last name.' }),
      isDeceased: t.exposeBoolean('isDeceased', {
        nullable: true,
        description: 'Avliden. Whether the person has died; null where Vitec does not say.',
      }),
    }),
  });
  builder.objectType(CompanyProfile, {
    description: 'Företag. The profile of a company.',
    interfaces: [ContactProfile],
    directives: [PERSON_TAG],
    fields: (t) => ({
      corporateNumber: t.exposeString('corporateNumber', {
        nullable: true,
        description: 'Organisationsnummer. Corporate number; null for a sole trader, whose number is a personal number.',
      }),
      homePage: t.exposeString('homePage', { nullable: true, description: 'Webbplats. Web site.' }),
    }),
  });
  builder.objectType(DeceasedEstateProfile, {
    description: "Dödsbo. The profile of a deceased person's estate.",
    interfaces: [ContactProfile],
    directives: [PERSON_TAG],
  });
  builder.objectType(OtherContactProfile, {
    description: 'Annan typ. The profile of a contact of a type newer than this schema.',
    interfaces: [ContactProfile],
    directives: [PERSON_TAG],
    fields: (t) => ({ typeCode: t.exposeString('typeCode', { description: "Vitec's word for the type." }) }),
  });

  builder.objectType(ContactAddress, {
    description: 'Postadress. The postal address of a contact.',
    directives: [PERSON_TAG],
    fields: (t) => ({
      streetAddress: t.exposeString('streetAddress', { nullable: true, description: 'Gatuadress. Street and number.' }),
      postalCode: t.exposeString('postalCode', {
        nullable: true,
        description: 'Postnummer. Postal code, as Vitec has it: 211 60 and 21160 both occur.',
      }),
      city: t.exposeString('city', { nullable: true, description: 'Postort. Postal town.' }),
      countryCode: t.exposeString('countryCode', { nullable: true, description: 'Landskod. Country code.' }),
    }),
  });
  builder.objectType(ContactPhoneNumber, {
    description: 'Telefonnummer. A telephone number, in any form.',
    directives: [PERSON_TAG],
    fields: (t) => ({
      kind: t.field({ type: enums.ContactPhoneKind, description: 'Telefontyp. Which telephone it is.', resolve: ({ kind }) => kind }),
      number: t.exposeString('number', { description: 'Nummer. As the office wrote it.' }),
    }),
  });

  builder.objectFields(Contact, (t) => ({
    profile: t.field({
      ...SEMANTIC_NON_NULL,
      type: ContactProfile,
      description:
        'Kontaktuppgifter. Who the contact is. Null, with a coded error, when it could not be read. A gateway with PROFILE_SCOPE shows it only to tokens of that scope.',
      resolve: fromEndpoint(profileOf, () => (profile) => profile),
    }),
    profileStatus: t.field({
      type: VitecStatus,
      description: 'Never fails: whether profile could be read, and how old it is.',
      resolve: readStatus(profileOf),
    }),
  }));
}

const profileOf: LoadFor<AllowedContact, unknown, ContactProfile> = async (contact, { access, contactBudget, loaders }) => {
  contactBudget.checkReached(contact);
  return await loaders.profile().load(access.allowProfile(contact));
};
